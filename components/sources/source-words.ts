import type { StatusWord } from '@/lib/catalogue/schema'
import { formatNumber } from '@/lib/format/number'
import type { SourceDetail, SourceName, SourceSummary } from '@/lib/sources/schema'

/**
 * What the Sources page calls a source. Elsewhere `stale` speaks of the data that is shown; here it speaks of the source, which
 * is down.
 */
export function sourceVerdict(status: StatusWord): { status: StatusWord; label: string } {
  switch (status) {
    case 'ok':
      return { status: 'ok', label: 'Answers' }
    case 'degraded':
      return { status: 'degraded', label: 'Answers in part' }
    case 'stale':
    case 'failing':
      return { status: 'failing', label: 'Down' }
    case 'paused':
      return { status: 'paused', label: 'Not configured' }
    default:
      return { status: 'unknown', label: 'No answer yet' }
  }
}

/** What a reader loses while the source does not answer, and what goes on. */
export const whileDown: Readonly<Record<SourceName, string>> = {
  prometheus:
    'health levels, portal statuses, alert conditions and charts stay as last known. Pods, and alerts that Alertmanager holds, go on.',
  alertmanager:
    'nobody can say which alerts notify, are silenced or inhibited. The alerts themselves, from Prometheus, go on.',
  pushgateway: 'the portal probe cannot hand over its results, and the tenants’ portal statuses turn stale.',
  kubernetes: 'pods, workloads and autoscalers stay as last known. Metrics and alerts go on.',
  postgresql:
    'nobody can sign in, and tenants, accounts and the audit log can be neither read nor changed. Whoever is signed in goes on seeing services, alerts and workloads.',
}

/** What a region is without the source, where nobody configured it. */
export const withoutIt: Readonly<Record<SourceName, string>> = {
  prometheus: 'there are no health levels, portal statuses, alerts from rules and charts.',
  alertmanager: 'nobody can say whether an alert notifies anybody.',
  pushgateway: 'the portal probe has nowhere to hand its results to, and tenants have no portal status.',
  kubernetes: 'there are no pods, workloads and autoscalers; services are judged by their metrics alone.',
  postgresql: 'the console does not start.',
}

/** The environment variable of the single region, and the place in the file that REGIONS_FILE names. */
export const settingOf: Readonly<Record<SourceName, { variable: string; filePlace: string | null }>> = {
  prometheus: { variable: 'PROMETHEUS_URL', filePlace: 'prometheus.url' },
  alertmanager: { variable: 'ALERTMANAGER_URL', filePlace: 'alertmanager.urls' },
  pushgateway: { variable: 'PUSHGATEWAY_URL', filePlace: 'pushgateway.url' },
  kubernetes: { variable: 'KUBECONFIG', filePlace: 'kubernetes.kubeconfig' },
  postgresql: { variable: 'DATABASE_URL', filePlace: null },
}

const failureWords = {
  timeout: 'Timeout',
  network: 'Not reached',
  http: 'Error answer',
  parse: 'Unreadable answer',
} as const

/** The kind of a failure in one or two words: `Error answer 503`. */
export function failureLabel(error: NonNullable<SourceDetail['error']>): string {
  return error.httpStatus === undefined ? failureWords[error.kind] : `${failureWords[error.kind]} ${error.httpStatus}`
}

/** How many of the configured sources answer: `All 5 sources answer`, `3 of 5 sources answer`. */
export function answersLine({ configured, byStatus }: SourceSummary): string {
  if (configured === 0) return 'No source is configured'
  const answering = (byStatus.ok ?? 0) + (byStatus.degraded ?? 0)
  const noun = configured === 1 ? 'source answers' : 'sources answer'
  if (answering === configured)
    return configured === 1 ? 'The one source answers' : `All ${formatNumber(configured)} ${noun}`
  return `${formatNumber(answering)} of ${formatNumber(configured)} ${noun}`
}

/** The header's status: the worst verdict of the configured sources. */
export function overallStatus(rows: readonly SourceDetail[]): StatusWord {
  const words = rows.filter((row) => row.configured).map((row) => sourceVerdict(row.status).status)
  for (const word of ['failing', 'degraded', 'unknown'] as const) {
    if (words.includes(word)) return word
  }
  return words.length > 0 ? 'ok' : 'unknown'
}

export type SourceGroup = { region: string; regionName: string; rows: SourceDetail[] }

/** Rows by region, in the order in which they come. */
export function groupByRegion(rows: readonly SourceDetail[]): SourceGroup[] {
  const groups = new Map<string, SourceGroup>()
  for (const row of rows) {
    const group = groups.get(row.region)
    if (group) group.rows.push(row)
    else groups.set(row.region, { region: row.region, regionName: row.regionName, rows: [row] })
  }
  return [...groups.values()]
}
