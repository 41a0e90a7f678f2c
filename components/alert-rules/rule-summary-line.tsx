import { StatusBadge } from '@/components/status/status-badge'
import { Badge } from '@/components/ui/badge'
import type { AlertRuleSummary } from '@/lib/alert-rules/schema'

/** Counts behind the title: what is broken or fires first, then what nobody watches. Zero counts are left out. */
export function RuleSummaryLine({ summary }: { summary: AlertRuleSummary }) {
  const { alerting, recording, firing, pending, unhealthy, notLoaded, undocumented } = summary
  return (
    <span className="flex flex-wrap items-center gap-1.5">
      {unhealthy > 0 ? <StatusBadge status="failing" label={`${unhealthy} cannot be evaluated`} /> : null}
      {firing > 0 ? <StatusBadge status="failing" label={`${firing} firing`} /> : null}
      {pending > 0 ? <StatusBadge status="starting" label={`${pending} pending`} /> : null}
      {notLoaded > 0 ? <StatusBadge status="no-data" label={`${notLoaded} not loaded`} /> : null}
      {undocumented > 0 ? <Badge>{undocumented} undocumented</Badge> : null}
      <Badge tone="outline">
        {alerting} alerting, {recording} recording
      </Badge>
    </span>
  )
}
