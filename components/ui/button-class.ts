import { classNames } from './class-names'

export const buttonVariants = ['primary', 'secondary', 'quiet', 'danger'] as const
export type ButtonVariant = (typeof buttonVariants)[number]
export type ButtonSize = 'sm' | 'md'

const variantClass: Readonly<Record<ButtonVariant, string>> = {
  primary: 'bg-accent text-on-accent hover:not-disabled:brightness-110',
  secondary: 'border border-line-strong bg-surface text-ink hover:not-disabled:bg-sunken',
  quiet: 'text-muted hover:not-disabled:bg-sunken hover:not-disabled:text-ink',
  danger: 'bg-danger text-on-danger hover:not-disabled:brightness-110',
}

const sizeClass: Readonly<Record<ButtonSize, string>> = {
  sm: 'h-7 gap-1.5 px-2 text-xs pointer-coarse:h-9',
  md: 'h-8 gap-2 px-3 text-sm pointer-coarse:h-10',
}

/** The classes of a button, also for links that look like one. `square` is for a lone icon. */
export function buttonClass(variant: ButtonVariant = 'secondary', size: ButtonSize = 'md', square = false): string {
  return classNames(
    'inline-flex shrink-0 items-center justify-center rounded-box font-medium whitespace-nowrap select-none',
    'transition-[background-color,filter,color] disabled:opacity-55',
    variantClass[variant],
    sizeClass[size],
    square && (size === 'sm' ? 'aspect-square px-0!' : 'aspect-square px-0!'),
  )
}
