import { SeverityBadge } from '@/components/status/severity-badge'
import { NoValue } from '@/components/ui/no-value'
import type { ServiceRow } from '@/lib/services/schema'

/** Firing alerts by severity; "0" only where Prometheus said so. */
export function AlertCounts({ alerts }: { alerts: ServiceRow['alerts'] }) {
  if (alerts === null) return <NoValue reason="Prometheus never told its alerts" />
  const { critical, warning, info, unknown } = alerts
  if (critical + warning + info + unknown === 0) return <span className="mono text-faint">0</span>
  return (
    <span key={`${critical} ${warning} ${unknown} ${info}`} className="inline-flex items-center gap-1">
      {critical > 0 ? <SeverityBadge severity="critical" count={critical} /> : null}
      {warning > 0 ? <SeverityBadge severity="warning" count={warning} /> : null}
      {unknown > 0 ? <SeverityBadge severity="Other" count={unknown} /> : null}
      {info > 0 && critical + warning === 0 ? <SeverityBadge severity="info" count={info} /> : null}
    </span>
  )
}
