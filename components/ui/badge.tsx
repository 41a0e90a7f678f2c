import type { ReactNode } from 'react'
import { classNames } from './class-names'

type BadgeProps = {
  children: ReactNode
  tone?: 'neutral' | 'accent' | 'outline'
  mono?: boolean
  title?: string
  className?: string
}

const toneClass = {
  neutral: 'bg-sunken text-muted',
  accent: 'bg-accent-tint text-accent-text',
  outline: 'border border-line text-muted',
}

/** A short neutral label such as a version, a role or a count. For a status use StatusBadge. */
export function Badge({ children, tone = 'neutral', mono = false, title, className }: BadgeProps) {
  return (
    <span
      title={title}
      className={classNames(
        'inline-flex h-5 max-w-full items-center gap-1 truncate rounded-inner px-1.5 text-xs whitespace-nowrap',
        toneClass[tone],
        mono && 'mono',
        className,
      )}
    >
      {children}
    </span>
  )
}
