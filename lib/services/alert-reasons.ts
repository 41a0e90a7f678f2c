import type { AlertRowSeverity } from '@/lib/alerts/schema'
import type { ServiceId, StatusWord } from '@/lib/catalogue/schema'
import type { FiringAlert } from './parts'
import type { AlertCounts, Reason } from './schema'

/** An alert of unknown severity may be of any: it says that something is wrong and not how bad. Information is no trouble. */
const statusBySeverity: Readonly<Record<AlertRowSeverity, StatusWord | null>> = {
  critical: 'failing',
  warning: 'degraded',
  unknown: 'unknown',
  info: null,
}

export function countAlerts(alerts: readonly FiringAlert[]): AlertCounts {
  const counts: AlertCounts = { critical: 0, warning: 0, info: 0, unknown: 0 }
  for (const alert of alerts) counts[alert.severity] += 1
  return counts
}

/** To the runbook of a documented alert, else to the list of alerts. */
function alertLink(service: ServiceId, { alertId, name }: FiringAlert): string {
  if (alertId === null) return `/alerts?${new URLSearchParams({ service, text: name })}`
  return `/services/${service}?${new URLSearchParams({ tab: 'alerts', alert: alertId })}`
}

function groupReason(service: ServiceId, group: readonly FiringAlert[], status: StatusWord, fresh: boolean): Reason[] {
  const [first] = group
  if (!first) return []
  const times = group.map((alert) => alert.activeAt).filter((time) => time !== null)
  const many = group.length > 1 ? ` (${group.length} times)` : ''
  return [
    {
      id: `alert:${first.severity}:${first.name}`,
      source: 'prometheus',
      rule: 'alert',
      status: fresh ? status : 'stale',
      text: `Alert ${first.name}${many}${fresh ? '' : ', as last heard'}`,
      since: times.sort()[0] ?? null,
      sinceAtLeast: false,
      link: alertLink(service, first),
    },
  ]
}

/** One reason for each firing alert rule of a service: critical is failing, warning degraded. */
export function alertReasons(service: ServiceId, alerts: readonly FiringAlert[], fresh: boolean): Reason[] {
  const groups = new Map<string, FiringAlert[]>()
  for (const alert of alerts) {
    const key = `${alert.severity}:${alert.name}`
    groups.set(key, [...(groups.get(key) ?? []), alert])
  }
  return [...groups.values()].flatMap((group) => {
    const status = group[0] && statusBySeverity[group[0].severity]
    return status ? groupReason(service, group, status, fresh) : []
  })
}
