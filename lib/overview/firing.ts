import { compareAlerts } from '@/lib/alerts/model'
import type { AlertRow, AlertRowSeverity } from '@/lib/alerts/schema'

/** Alerts of one rule, service and tenant that fire together: one line for people, however many pods they are about. */
export type FiringGroup = {
  id: string
  name: string
  severity: AlertRowSeverity
  severityPrinted: string | null
  where: string
  count: number
  since: string | null
  summary: string | null
  link: string
}

function linkOf(rows: readonly AlertRow[], first: AlertRow): string {
  if (rows.length === 1) return `/alerts?${new URLSearchParams({ alert: first.id })}`
  const service = first.service ?? first.serviceLabel
  return `/alerts?${new URLSearchParams({ text: first.name, state: 'firing', ...(service ? { service } : {}) })}`
}

function toGroup(id: string, rows: readonly AlertRow[]): FiringGroup[] {
  const [first] = rows
  if (!first) return []
  const times = rows.map((row) => row.activeAt).filter((time) => time !== null)
  const pod = rows.length === 1 ? first.pod : null
  return [
    {
      id,
      name: first.name,
      severity: first.severity,
      severityPrinted: first.severityPrinted,
      where: [first.service ?? first.serviceLabel, first.tenant, pod].filter((part) => part !== null).join(' · '),
      count: rows.length,
      since: times.sort()[0] ?? null,
      summary: rows.length === 1 ? first.summary : null,
      link: linkOf(rows, first),
    },
  ]
}

/** What fires and is not held back by a silence or an inhibition, grouped, in reading order. */
export function groupFiring(rows: readonly AlertRow[]): FiringGroup[] {
  const groups = new Map<string, AlertRow[]>()
  for (const row of [...rows].sort(compareAlerts)) {
    if (row.state !== 'firing' || row.notification.state === 'suppressed') continue
    const key = JSON.stringify([row.region, row.severity, row.name, row.service ?? row.serviceLabel, row.tenant])
    groups.set(key, [...(groups.get(key) ?? []), row])
  }
  return [...groups].flatMap(([id, members]) => toGroup(id, members))
}
