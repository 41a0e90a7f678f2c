import { unheard } from '@/lib/sources/model'
import type { SourceState } from '@/lib/sources/schema'
import type { AlertFilter, AlertRow, AlertRowSeverity, AlertSummary } from './schema'

/** What `alertFilterSchema` makes of no question at all: the filter that lets everything through. */
export const alertFilterDefaults: AlertFilter = {
  severity: [],
  state: [],
  service: [],
  tenant: '',
  region: [],
  text: '',
  id: '',
}

const severityRank: Readonly<Record<AlertRowSeverity, number>> = { critical: 0, warning: 1, unknown: 2, info: 3 }
const stateRank: Readonly<Record<AlertRow['state'], number>> = { firing: 0, pending: 1, 'resolved-late': 2 }

/** Prometheus sends on its next evaluation and Alertmanager batches for a moment; before this an absence means nothing. */
export const notReceivedGraceSeconds = 60

/**
 * The order in which an operator wants to read: firing before pending, worse before milder, those that notify before those
 * that are silenced, newest first, then by name so that equal rows never swap places.
 */
export function compareAlerts(a: AlertRow, b: AlertRow): number {
  return (
    stateRank[a.state] - stateRank[b.state] ||
    severityRank[a.severity] - severityRank[b.severity] ||
    Number(a.notification.state === 'suppressed') - Number(b.notification.state === 'suppressed') ||
    (b.activeAt ?? '').localeCompare(a.activeAt ?? '') ||
    a.name.localeCompare(b.name) ||
    a.id.localeCompare(b.id)
  )
}

/** True when a firing alert has been up long enough that Alertmanager, which answers, should have it and does not. */
export function isNotReceived(row: AlertRow, nowMs: number): boolean {
  if (row.state !== 'firing' || row.notification.state !== 'not-received' || row.activeAt === null) return false
  const firingSinceMs = Date.parse(row.activeAt) + (row.forSeconds ?? 0) * 1000
  return nowMs - firingSinceMs > notReceivedGraceSeconds * 1000
}

/** Counts over all rows. Suppressed alerts are counted apart, not among those that ask for attention. */
export function summariseAlerts(rows: readonly AlertRow[], nowMs: number): AlertSummary {
  const summary: AlertSummary = {
    critical: 0,
    warning: 0,
    info: 0,
    unknownSeverity: 0,
    pending: 0,
    suppressed: 0,
    notReceived: 0,
  }
  for (const row of rows) {
    if (isNotReceived(row, nowMs)) summary.notReceived += 1
    if (row.state === 'pending') summary.pending += 1
    if (row.state !== 'firing') continue
    if (row.notification.state === 'suppressed') summary.suppressed += 1
    else if (row.severity === 'unknown') summary.unknownSeverity += 1
    else summary[row.severity] += 1
  }
  return summary
}

function searchText(row: AlertRow): string {
  const labels = Object.entries(row.labels).map(([name, value]) => `${name}=${value}`)
  return [row.name, row.summary ?? '', row.description ?? '', row.tenant ?? '', row.pod ?? '', ...labels]
    .join('\n')
    .toLowerCase()
}

/** Every word of the text must occur somewhere in name, texts or labels. */
function matchesText(row: AlertRow, text: string): boolean {
  const words = text.toLowerCase().split(/\s+/).filter(Boolean)
  if (words.length === 0) return true
  const haystack = searchText(row)
  return words.every((word) => haystack.includes(word))
}

function isAmong(wanted: readonly string[], value: string | null): boolean {
  return wanted.length === 0 || (value !== null && wanted.includes(value))
}

export function matchesFilter(row: AlertRow, filter: AlertFilter): boolean {
  return (
    isAmong(filter.severity, row.severity) &&
    isAmong(filter.state, row.state) &&
    isAmong(filter.region, row.region) &&
    (isAmong(filter.service, row.service) || isAmong(filter.service, row.serviceLabel)) &&
    (filter.id === '' || row.id === filter.id) &&
    (filter.tenant === '' || row.tenant === filter.tenant) &&
    matchesText(row, filter.text)
  )
}

/** Filtered and in reading order; the input stays as it was. */
export function filterAlerts(rows: readonly AlertRow[], filter: AlertFilter): AlertRow[] {
  return rows.filter((row) => matchesFilter(row, filter)).sort(compareAlerts)
}

/**
 * The sources for want of which "no alert fires" would be a guess. Where Prometheus answers, it alone knows; an Alertmanager tells
 * what fires only where there is no other.
 */
export function silentAlertSources(sources: readonly SourceState[]): SourceState[] {
  const known = new Set(
    sources.filter(({ name, status }) => name === 'prometheus' && status === 'ok').map(({ region }) => region),
  )
  return unheard(sources).filter(({ region }) => !known.has(region))
}
