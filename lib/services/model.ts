import { statusOrder, statusRank } from '@/lib/catalogue/model'
import type { StatusWord } from '@/lib/catalogue/schema'
import type { Reason, ServiceRow, ServiceSummary } from './schema'

export function serviceRowId(region: string, serviceId: string): string {
  return `${region}:${serviceId}`
}

/** How many of the wanted pods are not ready; null where one of the two is not known. */
export function missingPods({ pods }: Pick<ServiceRow, 'pods'>): number | null {
  return pods === null || pods.desired === null ? null : Math.max(0, pods.desired - pods.ready)
}

/** Counts over rows, also of several regions. */
export function summariseServices(rows: readonly ServiceRow[]): ServiceSummary {
  const byStatus = Object.fromEntries(statusOrder.map((word) => [word, 0])) as Record<StatusWord, number>
  for (const row of rows) byStatus[row.status] += 1
  const missing = rows.map(missingPods).filter((count) => count !== null)
  return { byStatus, podsNotReady: missing.length === 0 ? null : missing.reduce((sum, count) => sum + count, 0) }
}

export type ServiceFilter = { status: readonly StatusWord[]; text: string; region: string }

/** All words of the text must occur in what people call the service, or in its reasons. */
function matchesText(row: ServiceRow, text: string): boolean {
  const said = row.reasons.map((reason) => reason.text)
  const haystack = [row.serviceId, row.name, ...row.aliases, ...said].join('\n').toLowerCase()
  return text
    .toLowerCase()
    .split(/\s+/)
    .every((word) => haystack.includes(word))
}

/** Rows that match all parts of the filter; empty parts match all. The order stays. */
export function filterServices(rows: readonly ServiceRow[], filter: ServiceFilter): ServiceRow[] {
  return rows.filter(
    (row) =>
      (filter.status.length === 0 || filter.status.includes(row.status)) &&
      (filter.region === '' || row.region === filter.region) &&
      matchesText(row, filter.text),
  )
}

/** Worst first; equals keep the catalogue's order, which people learn by heart. */
export function worstFirst(rows: readonly ServiceRow[]): ServiceRow[] {
  return [...rows].sort((a, b) => statusRank(a.status) - statusRank(b.status))
}

/** Reasons that are no good news. */
export function troubles(row: Pick<ServiceRow, 'reasons'>): Reason[] {
  return row.reasons.filter((reason) => reason.status !== 'ok')
}

/** Since when a row has its status: the earliest of the reasons that give it. Null when none of them knows. */
export function rowSince(row: Pick<ServiceRow, 'status' | 'reasons'>): Pick<Reason, 'since' | 'sinceAtLeast'> {
  const giving = row.reasons.filter((reason) => reason.status === row.status && reason.since !== null)
  const [first] = giving.sort((a, b) => (a.since ?? '').localeCompare(b.since ?? ''))
  return { since: first?.since ?? null, sinceAtLeast: first?.sinceAtLeast ?? false }
}

/** True when what this source gave to the row is not of now. */
export function isOutdated(row: Pick<ServiceRow, 'reasons'>, source: 'prometheus' | 'kubernetes'): boolean {
  return row.reasons.some((reason) => reason.rule === 'source' && reason.source === source && reason.status === 'stale')
}
