import { classNames } from '@/components/ui/class-names'
import type { StatusWord } from '@/lib/catalogue/schema'
import { statusLook } from './status-look'

type StatusBadgeProps = {
  status: StatusWord
  /** Says more than the bare word, for example "Failing for 3 min". */
  label?: string
  title?: string
  /** `sm` in rows, `md` in headers, `lg` as a page's verdict. */
  size?: 'sm' | 'md' | 'lg'
  className?: string
}

const sizeClass = {
  sm: 'h-5 gap-1 px-1.5 text-xs [&>svg]:size-3.5',
  md: 'h-6 gap-1.5 px-2 text-sm [&>svg]:size-4',
  lg: 'h-8 gap-2 px-3 text-lg font-medium [&>svg]:size-5',
}

/** A status as icon, word and colour. */
export function StatusBadge({ status, label, title, size = 'sm', className }: StatusBadgeProps) {
  const look = statusLook[status]
  const Icon = look.icon
  return (
    <span
      title={title}
      data-status={status}
      className={classNames(
        'inline-flex max-w-full shrink-0 items-center rounded-inner whitespace-nowrap',
        look.text,
        look.tint,
        sizeClass[size],
        className,
      )}
    >
      <Icon aria-hidden className="shrink-0" />
      <span className="truncate">{label ?? look.label}</span>
    </span>
  )
}

type StatusDotProps = {
  status: StatusWord /** Read out when the word does not stand beside it. */
  label?: string
  size?: 'sm' | 'md' | 'lg'
}

const iconSize = { sm: 'size-3.5', md: 'size-4', lg: 'size-5' }

/** The icon alone, where the word stands beside it or has no room; the word is read out and shows on hover. */
export function StatusDot({ status, label, size = 'md' }: StatusDotProps) {
  const look = statusLook[status]
  const Icon = look.icon
  const name = label ?? look.label
  return (
    <span title={name} data-status={status} className={classNames('inline-flex shrink-0', look.text)}>
      <Icon aria-hidden className={iconSize[size]} />
      <span className="sr-only">{name}</span>
    </span>
  )
}
