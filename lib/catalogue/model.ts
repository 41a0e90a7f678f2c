import type { Dependency, Metric, StatusWord } from './schema'

/**
 * Worst first. Failing and degraded are known trouble and come before all that is not known. What is not known comes
 * before starting and paused, which are known and expected: an outage may hide behind a value nobody can read
 * (unknown), a series that is gone (no-data) or one that stopped moving (stale).
 */
export const statusOrder = [
  'failing',
  'degraded',
  'unknown',
  'no-data',
  'stale',
  'starting',
  'paused',
  'ok',
] as const satisfies readonly StatusWord[]

/** Place of a status word in `statusOrder`: 0 is the worst, so an ascending sort puts trouble on top. */
export function statusRank(word: StatusWord): number {
  return statusOrder.indexOf(word)
}

/** The worst of some status words; of none it is `no-data`, because nothing said that anything is well. */
export function worstStatus(words: Iterable<StatusWord>): StatusWord {
  let worst: StatusWord | undefined
  for (const word of words) {
    if (worst === undefined || statusRank(word) < statusRank(worst)) worst = word
  }
  return worst ?? 'no-data'
}

/** What a raw value says: the status word of the console and the document's own word for it. */
export type ValueStatus = { status: StatusWord; word: string }

/**
 * Reads a raw value by the documented values of its metric. A value that is not documented, also of a metric that has no
 * scale at all, is `unknown` and its word says which value it was; null (no sample) is `no-data`. Never guesses.
 */
export function valueStatus(metric: Pick<Metric, 'values'>, rawValue: number | null): ValueStatus {
  if (rawValue === null) return { status: 'no-data', word: 'no data' }
  const known = metric.values?.find(({ value }) => value === rawValue)
  if (known) return { status: known.status, word: known.word }
  return { status: 'unknown', word: `undocumented value ${rawValue}` }
}

/** Whether the values of a metric say something about health. Only such metrics have a part in a status. */
export function hasStatus(metric: Pick<Metric, 'values' | 'role'>): boolean {
  return metric.values !== undefined && (metric.role === 'health-level' || metric.role === 'dependency')
}

const isHttpStatus = (code: number) => Number.isInteger(code) && code >= 100 && code <= 999

/**
 * Reads `Portal_HTTP_Status`: 200 is ok, any other HTTP status is failing, 0 is failing too (no HTTP answer came at all).
 * No sample is `no-data`; a number that is no HTTP status is `unknown`.
 */
export function portalStatusWord(code: number | null | undefined): StatusWord {
  if (code === null || code === undefined) return 'no-data'
  if (code === 200) return 'ok'
  return code === 0 || isHttpStatus(code) ? 'failing' : 'unknown'
}

/** The same in words for a person: `HTTP 503`, `no HTTP answer`, `no data`, `undocumented value 42`. */
export function portalStatusText(code: number | null | undefined): string {
  if (code === null || code === undefined) return 'no data'
  if (code === 0) return 'no HTTP answer'
  return isHttpStatus(code) ? `HTTP ${code}` : `undocumented value ${code}`
}

const dependencyLabels: Record<Dependency, string> = {
  redis: 'Redis',
  'redis-stream': 'Redis streams',
  'kafka-producer': 'Kafka producer',
  'kafka-consumer': 'Kafka consumer',
  envoy: 'Envoy',
  'config-node': 'Config node',
  gws: 'GWS',
  postgres: 'PostgreSQL',
  storage: 'Storage',
  ors: 'ORS',
  'call-state': 'Call State',
  'sip-cluster': 'SIP Cluster',
  'sip-proxy': 'SIP Proxy',
  'dial-plan': 'Dial Plan',
  ixn: 'Interaction Server',
  rq: 'RQ',
  urs: 'URS',
  tenant: 'Tenant',
  trunk: 'Trunk',
  softswitch: 'Softswitch',
  media: 'Media',
  smtp: 'SMTP',
}

/** Short name of a dependency for a column head or a reason. */
export function dependencyLabel(dependency: Dependency): string {
  return dependencyLabels[dependency]
}

/**
 * How the figure of a metric is shown: `rate` per second, `sum` over pods, `each` pod by itself, `quantiles`, `events` (the rate
 * of a histogram's count), `state` and `codes` by counting values, `version` by counting versions.
 */
export type MetricReading = 'rate' | 'sum' | 'each' | 'quantiles' | 'events' | 'state' | 'codes' | 'version'

/** Units of which the figures of several pods may be added; of durations, shares and sizes the sum means nothing. */
const additiveUnits: ReadonlySet<string | null> = new Set(['count', 'per-second'])

/** Whether figures of several pods add up to one of the service. What may be counted twice does not. */
export function addsUp(metric: Pick<Metric, 'unit' | 'acrossPods'>): boolean {
  return metric.acrossPods !== 'each' && additiveUnits.has(metric.unit)
}

export function readingOf(metric: Metric): MetricReading {
  if (metric.role === 'version') return 'version'
  if (metric.readAs === 'codes' || metric.readAs === 'events') return metric.readAs
  if (metric.values) return 'state'
  if (metric.type === 'histogram') return 'quantiles'
  const grows = metric.readAs === 'running-total' || (metric.type === 'counter' && metric.readAs !== 'present-number')
  if (grows) return 'rate'
  return addsUp(metric) ? 'sum' : 'each'
}
