import type { Metric, Service } from './schema'

/** Durations that a person waits for; a histogram of anything else has no percentiles worth drawing. */
const timeUnits = new Set(['seconds', 'milliseconds'])

/** Histograms of how long something took, those that the documents file under latency first. */
export function latencyMetrics(service: Service): readonly Metric[] {
  const isLatency = (metric: Metric) =>
    metric.type === 'histogram' &&
    metric.indicator !== 'errors' &&
    (metric.indicator === 'latency' || timeUnits.has(metric.unit ?? ''))
  const first = (metric: Metric) => Number(metric.indicator !== 'latency')
  return service.metrics.filter(isLatency).sort((a, b) => first(a) - first(b))
}

/** Counters whose own name says that they count failures, though the documents file them elsewhere or nowhere. */
const namedAfterFailure = /(?:^|_)(?:errors?|fail(?:ed|ures?)?)(?:_|$)/

/** Counts of things that went wrong. Flags and states have a scale and are no counts. */
export function errorMetrics(service: Service): readonly Metric[] {
  return service.metrics.filter(
    ({ name, type, indicator, values }) =>
      values === undefined &&
      type !== 'histogram' &&
      (indicator === 'errors' || (type === 'counter' && namedAfterFailure.test(name))),
  )
}
