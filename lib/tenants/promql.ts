import { freshPortalStatuses } from '@/lib/catalogue/portal-freshness'
import { matcher, notOf, oneOf, selector } from '@/lib/prometheus/promql'

/** The name under which the probe pushes; the rules that watch it know the same. */
export const probeJob = 'portal_probe'

const statusMetric = 'Portal_HTTP_Status'

const portalMetrics = [statusMetric, 'portal_probe_duration_seconds', 'portal_probe_failure', 'push_time_seconds']

/** How scrapes of a Pushgateway are called, here and in most places. */
const gatewayJobs = '.*[Pp]ushgateway.*'

export type PortalQuestion = {
  /** Regions may share a Pushgateway: what it says of these is left out; what names no region, or an unknown one, is not. */
  otherRegions: readonly string[]
  /** host:port of the region's gateway, as this console calls it; null without one. */
  gateway: string | null
}

/**
 * Codes, how long answers took, why none came, when each was pushed, and whether the Pushgateway can be read: one question,
 * however many tenants.
 */
export function portalQuery({ otherRegions, gateway }: PortalQuestion): string {
  const statuses = `{${[matcher('__name__', '=~', oneOf(portalMetrics)), ...notOf(otherRegions)].join(',')}}`
  const targets = [
    selector('up', [matcher('job', '=~', gatewayJobs)]),
    ...(gateway === null ? [] : [selector('up', [matcher('instance', '=', gateway)])]),
  ]
  // `or` takes series that differ by name alone for the same; no push carries the label.
  return `${statuses} or label_replace(${targets.join(' or ')}, "target", "gateway", "", "")`
}

/** How far back the beginning of a status is looked for, and how exactly. */
export const sinceRangeSeconds = 86_400
export const sinceStepSeconds = 60

/**
 * For each tenant, in Unix seconds, the last moment of the past day at which its code was another than now; and as
 * `figure="first"` the first moment at which it had any. One question for all tenants, asked only when a beginning is unknown.
 */
export const sinceQuery = (() => {
  const code = `max by (instance) (${statusMetric})`
  const window = `[${sinceRangeSeconds}s:${sinceStepSeconds}s]`
  const differs = `timestamp(${code} != on (instance) (max by (instance) (${statusMetric} @ end())))`
  const present = `timestamp(${code})`
  return `max_over_time(${differs}${window}) or label_replace(min_over_time(${present}${window}), "figure", "first", "", "")`
})()

export type HistoryWindow = {
  instances: readonly string[]
  bucketSeconds: number
  stepSeconds: number
  /** Codes older than this many seconds at the time are left out: the Pushgateway repeats what a dead probe said last. */
  staleAfterSeconds: number
  /** Nothing after this Unix second counts, so that a bucket that still fills holds only what was. */
  untilSeconds: number
}

/**
 * Over a range whose step is `bucketSeconds`: for each tenant and code, how many samples of `stepSeconds` showed it in the
 * bucket that ends there.
 */
export function historyQuery(window: HistoryWindow): string {
  const { instances, bucketSeconds, stepSeconds, staleAfterSeconds, untilSeconds } = window
  const codes = selector(statusMetric, [matcher('instance', '=~', oneOf(instances))])
  const fresh = freshPortalStatuses(staleAfterSeconds, codes)
  const past = `(${fresh} and on () (vector(time()) <= ${untilSeconds}))`
  const counted = `count_values by (instance) ("code", max by (instance) ${past})`
  // Prometheus 2 counts the sample at the window's beginning too, Prometheus 3 does not; a second less and both agree.
  return `sum_over_time((${counted})[${bucketSeconds - 1}s:${stepSeconds}s])`
}
