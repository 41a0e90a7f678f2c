import type { ComponentProps, ReactNode } from 'react'
import { type ButtonSize, type ButtonVariant, buttonClass } from './button-class'
import { classNames } from './class-names'
import type { Side } from './tip-placement'

type IconButtonProps = Omit<ComponentProps<'button'>, 'children' | 'aria-label'> & {
  /** What it does, as a verb: the name for screen readers and the tooltip. */
  label: string
  icon: ReactNode
  variant?: ButtonVariant
  size?: ButtonSize
  tooltipSide?: Side
}

/** A square button with an icon only; its name shows as a tooltip. */
export function IconButton({ label, icon, variant = 'quiet', size, tooltipSide, className, ...rest }: IconButtonProps) {
  return (
    <button
      type="button"
      aria-label={label}
      data-tip={label}
      data-tip-side={tooltipSide}
      className={classNames(buttonClass(variant, size, true), className)}
      {...rest}
    >
      {icon}
    </button>
  )
}
