import { SeverityBadge } from '@/components/status/severity-badge'
import { Badge } from '@/components/ui/badge'
import type { AlertSummary } from '@/lib/alerts/schema'

/** Counts behind a title: what asks for attention first, then what waits or is held back. Zero counts are left out. */
export function AlertSummaryLine({ summary }: { summary: AlertSummary }) {
  return (
    <span key={Object.values(summary).join()} className="flex flex-wrap items-center gap-1.5">
      {summary.critical > 0 ? <SeverityBadge severity="critical" count={summary.critical} /> : null}
      {summary.warning > 0 ? <SeverityBadge severity="warning" count={summary.warning} /> : null}
      {summary.info > 0 ? <SeverityBadge severity="info" count={summary.info} /> : null}
      {summary.unknownSeverity > 0 ? <SeverityBadge severity="Other" count={summary.unknownSeverity} /> : null}
      {summary.pending > 0 ? <Badge>{summary.pending} pending</Badge> : null}
      {summary.suppressed > 0 ? <Badge>{summary.suppressed} held back</Badge> : null}
      {summary.notReceived > 0 ? (
        <Badge
          tone="accent"
          title="They have fired for over a minute and Alertmanager, which answers, does not have them."
        >
          {summary.notReceived} not received by Alertmanager
        </Badge>
      ) : null}
    </span>
  )
}
