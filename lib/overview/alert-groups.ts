import { compareAlerts } from '@/lib/alerts/model'
import type { AlertRow, AlertRowSeverity, AlertState } from '@/lib/alerts/schema'

/** Alerts of one rule, service and tenant that fire, or wait to fire, together: one line for people, however many pods they are about. */
export type AlertGroup = {
  id: string
  state: AlertState
  name: string
  severity: AlertRowSeverity
  severityPrinted: string | null
  where: string
  count: number
  since: string | null
  summary: string | null
  link: string
}

function linkOf(rows: readonly AlertRow[], first: AlertRow, several: boolean): string {
  if (rows.length === 1) return `/alerts?${new URLSearchParams({ alert: first.id })}`
  const service = first.service ?? first.serviceLabel
  const filter = { text: first.name, state: first.state, ...(service ? { service } : {}) }
  return `/alerts?${new URLSearchParams({ ...filter, ...(several ? { region: first.region } : {}) })}`
}

function toGroup(id: string, rows: readonly AlertRow[], several: boolean): AlertGroup[] {
  const [first] = rows
  if (!first) return []
  const times = rows.map((row) => row.activeAt).filter((time) => time !== null)
  const pod = rows.length === 1 ? first.pod : null
  return [
    {
      id,
      state: first.state,
      name: first.name,
      severity: first.severity,
      severityPrinted: first.severityPrinted,
      where: [first.service ?? first.serviceLabel, several ? first.region : null, first.tenant, pod]
        .filter((part) => part !== null)
        .join(' · '),
      count: rows.length,
      since: times.sort()[0] ?? null,
      summary: rows.length === 1 ? first.summary : null,
      link: linkOf(rows, first, several),
    },
  ]
}

/**
 * What fires or is about to, and is not held back by a silence or an inhibition: grouped, what fires first, in reading order.
 * `several`: the console serves several regions, so that each group names its own.
 */
export function groupAlerts(rows: readonly AlertRow[], several: boolean): AlertGroup[] {
  const groups = new Map<string, AlertRow[]>()
  for (const row of [...rows].sort(compareAlerts)) {
    if (row.notification.state === 'suppressed') continue
    const key = JSON.stringify([
      row.state,
      row.region,
      row.severity,
      row.name,
      row.service ?? row.serviceLabel,
      row.tenant,
    ])
    groups.set(key, [...(groups.get(key) ?? []), row])
  }
  return [...groups].flatMap(([id, members]) => toGroup(id, members, several))
}
