import { readingOf } from './model'
import type { Metric, Service } from './schema'

/** Durations that a person waits for; a histogram of anything else has no percentiles worth drawing. */
export const timeUnits = new Set(['seconds', 'milliseconds'])

/** Histograms of how long something took, those that the documents file under latency first. */
export function latencyMetrics(service: Service): readonly Metric[] {
  const isLatency = (metric: Metric) =>
    metric.type === 'histogram' &&
    metric.indicator !== 'errors' &&
    (metric.indicator === 'latency' || timeUnits.has(metric.unit ?? ''))
  const first = (metric: Metric) => Number(metric.indicator !== 'latency')
  return service.metrics.filter(isLatency).sort((a, b) => first(a) - first(b))
}

/** Metrics whose own name says that they count failures, though the documents file them elsewhere or nowhere. */
const namedAfterFailure = /(?:^|_)(?:errors?|fail(?:ed|ures?)?|timeouts?|disconnects?|dropped|rejected)(?:_|$)/

/** Filed under Errors in print, yet they count everything: see their decisions in the catalogue. */
const noErrors = new Set(['orsnode_http_fetch_requests'])

/** Counts what went wrong. Flags and states have a scale and are no such counts. */
export function isFailureCount(metric: Metric): boolean {
  return (
    readingOf(metric) === 'rate' &&
    !noErrors.has(metric.name) &&
    (metric.indicator === 'errors' || namedAfterFailure.test(metric.name))
  )
}

/** The counts of failures of a service. */
export function errorMetrics(service: Service): readonly Metric[] {
  return service.metrics.filter(isFailureCount)
}
