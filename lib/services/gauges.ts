import { dependencyLabel, hasStatus, type ValueStatus, valueStatus } from '@/lib/catalogue/model'
import type { Metric, Service } from '@/lib/catalogue/schema'
import { serviceForMetricName, serviceForPodName, services } from '@/lib/catalogue/services'
import { parseSampleValue } from '@/lib/prometheus/schema'
import type { GaugeReading } from './parts'

const healthFirst = (a: Metric, b: Metric) => Number(b.role === 'health-level') - Number(a.role === 'health-level')

const byService = new Map<string, readonly Metric[]>(
  services.map((service) => [service.id, service.metrics.filter(hasStatus).sort(healthFirst)]),
)

/** The gauges of a service that have a part in its status: health level first, then dependencies in catalogue order. */
export function statusMetrics(service: Service): readonly Metric[] {
  return byService.get(service.id) ?? []
}

const byName = new Map(
  [...byService].map(([id, metrics]) => [id, new Map(metrics.map((metric) => [metric.name, metric]))]),
)

/** One of these gauges by its name; undefined when the service has no such one. */
export function statusMetric(service: Service, name: string): Metric | undefined {
  return byName.get(service.id)?.get(name)
}

/** Names of all such gauges of all services, once each, sorted: the alternation of the one query that reads them. */
export const statusMetricNames: readonly string[] = [
  ...new Set([...byService.values()].flat().map((metric) => metric.name)),
].sort()

/**
 * The gauges that every running pod of a service must show: its health level, or, where it has none, the dependencies that
 * its metric table lists. Empty where nothing can be expected, so that nothing can be missed.
 */
export function expectedMetricNames(service: Service): readonly string[] {
  const metrics = statusMetrics(service).filter((metric) => !metric.namedOnlyByAlerts && !metric.appearsOnFirstEvent)
  const health = metrics.filter((metric) => metric.role === 'health-level')
  return (health.length > 0 ? health : metrics).map((metric) => metric.name)
}

/** Name of a gauge for a column or a reason. */
export function gaugeLabel(metric: Metric): string {
  if (metric.role === 'health-level') return 'Health level'
  return metric.dependency ? dependencyLabel(metric.dependency) : metric.name
}

/** Text that is no sample value at all reads as NaN, which no scale lists. */
function rawToNumber(raw: string): number {
  try {
    return parseSampleValue(raw)
  } catch {
    return Number.NaN
  }
}

/** What a raw value of a gauge says. What the documents do not list is unknown and keeps its raw value as its word. */
export function readingStatus(metric: Metric, raw: string | null): ValueStatus {
  if (raw === null) return valueStatus(metric, null)
  const value = valueStatus(metric, rawToNumber(raw))
  return value.status === 'unknown' && !metric.values?.some(({ word }) => word === value.word)
    ? { status: 'unknown', word: `undocumented value ${raw}` }
    : value
}

/** A refresh of 5,000 pods asks for the service of each some ten times; names of pods that are long gone are forgotten at the mark. */
const maxRememberedPods = 20_000
const serviceByPod = new Map<string, Service | null>()

function serviceOfPod(pod: string): Service | null {
  const known = serviceByPod.get(pod)
  if (known !== undefined) return known
  if (serviceByPod.size >= maxRememberedPods) serviceByPod.clear()
  const service = serviceForPodName(pod)
  serviceByPod.set(pod, service)
  return service
}

/** The service a reading belongs to: by its pod, or, without one, by a metric that only one service has. */
export function serviceOfReading(reading: GaugeReading): Service | null {
  const service = reading.pod === '' ? serviceForMetricName(reading.metric) : serviceOfPod(reading.pod)
  return service && statusMetric(service, reading.metric) ? service : null
}
