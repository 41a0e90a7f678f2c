import { SeverityBadge } from '@/components/status/severity-badge'
import { NoValue } from '@/components/ui/no-value'
import type { AlertCounts } from '@/lib/services/schema'

/** Firing alerts by severity, in the width of a cell. Nobody knows is not the same as none. */
export function AlertCountBadges({ alerts }: { alerts: AlertCounts | null }) {
  if (alerts === null) return <NoValue reason="Prometheus has not said which alerts fire" />
  const counts = (['critical', 'warning', 'info', 'unknown'] as const).filter((severity) => alerts[severity] > 0)
  if (counts.length === 0) return <span className="text-faint">none</span>
  const [worst, ...others] = counts
  const rest = others.reduce((sum, severity) => sum + alerts[severity], 0)
  return (
    <span
      className="flex items-center gap-1"
      title={counts.map((severity) => `${alerts[severity]} ${severity}`).join(', ')}
    >
      {worst ? <SeverityBadge severity={worst === 'unknown' ? 'Other' : worst} count={alerts[worst]} /> : null}
      {rest > 0 ? <span className="text-xs text-muted">+{rest}</span> : null}
    </span>
  )
}
