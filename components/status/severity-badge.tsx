import { Flame, Info, type LucideIcon, TriangleAlert } from 'lucide-react'
import { classNames } from '@/components/ui/class-names'
import type { AlertSeverity } from '@/lib/catalogue/schema'

const severityLook: Readonly<Record<AlertSeverity, { label: string; icon: LucideIcon; className: string }>> = {
  critical: { label: 'Critical', icon: Flame, className: 'bg-failing-tint text-failing-text' },
  warning: { label: 'Warning', icon: TriangleAlert, className: 'bg-degraded-tint text-degraded-text' },
  info: { label: 'Info', icon: Info, className: 'bg-sunken text-muted' },
}

type SeverityBadgeProps = {
  /** A severity word; one that is not ours is printed as it came, without a colour of its own. */
  severity: AlertSeverity | (string & {})
  count?: number
  className?: string
}

/** How bad an alert is, as icon, word and colour. */
export function SeverityBadge({ severity, count, className }: SeverityBadgeProps) {
  const look = severityLook[severity as AlertSeverity] ?? { ...severityLook.info, label: severity }
  const Icon = look.icon
  return (
    <span
      data-severity={severity}
      className={classNames(
        'inline-flex h-5 shrink-0 items-center gap-1 rounded-inner px-1.5 text-xs whitespace-nowrap',
        look.className,
        className,
      )}
    >
      <Icon aria-hidden className="size-3.5 shrink-0" />
      {look.label}
      {count === undefined ? null : <span className="font-semibold">{count}</span>}
    </span>
  )
}
