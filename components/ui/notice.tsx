import { CircleAlert, ClockAlert, Info, type LucideIcon, TriangleAlert } from 'lucide-react'
import type { ReactNode } from 'react'
import { classNames } from './class-names'

export type NoticeTone = 'info' | 'warning' | 'failed' | 'stale'

const look: Readonly<Record<NoticeTone, { icon: LucideIcon; ground: string; ink: string }>> = {
  info: { icon: Info, ground: 'bg-accent-tint', ink: 'text-accent-text' },
  warning: { icon: TriangleAlert, ground: 'bg-degraded-tint', ink: 'text-degraded-text' },
  failed: { icon: CircleAlert, ground: 'bg-failing-tint', ink: 'text-failing-text' },
  stale: { icon: ClockAlert, ground: 'bg-stale-tint', ink: 'text-stale-text' },
}

type NoticeProps = {
  tone: NoticeTone
  title: ReactNode
  children?: ReactNode
  action?: ReactNode
  className?: string
}

/** A band that says what happened, what still works and what to do. Announced politely; it takes no focus. */
export function Notice({ tone, title, children, action, className }: NoticeProps) {
  const { icon: Icon, ground, ink } = look[tone]
  return (
    <div
      role="status"
      className={classNames(
        'flex flex-wrap items-start gap-x-3 gap-y-2 rounded-box px-3 py-2 text-sm',
        ground,
        className,
      )}
    >
      <Icon aria-hidden className={classNames('mt-0.5 size-4 shrink-0', ink)} />
      <div className="min-w-0 flex-1 basis-60">
        <p className={classNames('font-medium', ink)}>{title}</p>
        {children ? <div className="mt-0.5 flex flex-col gap-1 text-muted">{children}</div> : null}
      </div>
      {action}
    </div>
  )
}
