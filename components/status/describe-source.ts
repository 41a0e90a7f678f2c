import { formatAge } from '@/lib/format/duration'
import { formatRelative, toEpochMs } from '@/lib/format/time'
import type { SourceName, SourceState } from '@/lib/sources/schema'

export const sourceLabels: Readonly<Record<SourceName, string>> = {
  prometheus: 'Prometheus',
  alertmanager: 'Alertmanager',
  pushgateway: 'Pushgateway',
  kubernetes: 'Kubernetes',
  postgresql: 'PostgreSQL',
}

/** `Prometheus westeurope`: the source's own name and its region. */
export function nameSource(source: Pick<SourceState, 'name' | 'region'>): string {
  return `${sourceLabels[source.name]} ${source.region}`
}

const failureWords = {
  timeout: 'did not answer in time',
  network: 'cannot be reached',
  http: 'answered with an error',
  parse: 'answered in a form that cannot be read',
} as const

/** What kind of trouble, in words: `answered with an error, 503`. Null while there is none. */
export function describeFailure(source: SourceState): string | null {
  if (!source.error) return null
  const status = source.error.httpStatus === undefined ? '' : `, ${source.error.httpStatus}`
  return `${failureWords[source.error.kind]}${status}`
}

/** A source's state in one line: `Prometheus westeurope: stale for 2 min, last answered 2 min ago (did not answer in time)`. */
export function describeSource(source: SourceState, nowMs: number): string {
  const observedAtMs = toEpochMs(source.observedAt)
  const answered = observedAtMs === null ? 'never answered yet' : `last answered ${formatRelative(observedAtMs, nowMs)}`
  const failure = describeFailure(source)
  const why = failure === null ? '' : ` (${failure})`
  const sinceMs = toEpochMs(source.since)
  const lasting = sinceMs === null ? '' : ` for ${formatAge((nowMs - sinceMs) / 1000)}`
  const words: Partial<Record<SourceState['status'], string>> = {
    ok: `answered ${formatRelative(observedAtMs, nowMs)}`,
    unknown: source.askedAt
      ? `no answer yet, asked ${formatRelative(toEpochMs(source.askedAt), nowMs)}`
      : 'not asked yet',
    paused: 'not configured',
  }
  return `${nameSource(source)}: ${words[source.status] ?? `${source.status}${lasting}, ${answered}${why}`}`
}
