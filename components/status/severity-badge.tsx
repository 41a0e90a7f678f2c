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
  /** Where the alert’s name needs the room: the icon says it, and its word is there to be read out. A word that is not ours stays. */
  compact?: boolean
  className?: string
}

/** How bad an alert is, as icon, word and colour. */
export function SeverityBadge({ severity, count, compact = false, className }: SeverityBadgeProps) {
  const known = severityLook[severity as AlertSeverity]
  const look = known ?? { ...severityLook.info, label: severity }
  const isHidden = compact && known !== undefined
  const Icon = look.icon
  return (
    <span
      data-severity={severity}
      title={isHidden ? look.label : undefined}
      className={classNames(
        'inline-flex h-5 shrink-0 items-center gap-1 rounded-inner px-1.5 text-xs whitespace-nowrap',
        look.className,
        className,
      )}
    >
      <Icon aria-hidden className="size-3.5 shrink-0" />
      {isHidden ? <span className="sr-only">{look.label}</span> : look.label}
      {count === undefined ? null : <span className="font-semibold">{count}</span>}
    </span>
  )
}
