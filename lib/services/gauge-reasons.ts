import type { Metric, Service, StatusWord } from '@/lib/catalogue/schema'
import { ageSeconds } from '@/lib/workloads/model'
import type { Pod } from '@/lib/workloads/schema'
import { expectedMetricNames, gaugeLabel, readingStatus, statusMetrics } from './gauges'
import { type GaugeReading, podKey, type SinceBook } from './parts'
import type { Reason } from './schema'
import { earliestSince } from './since'

/** Prometheus hears of a pod's end a little after Kubernetes does: before this, speaking of it is no fault. */
const unknownPodGraceSeconds = 90

export type GaugeInput = {
  service: Service
  /** Readings of this service's pods only. */
  readings: readonly GaugeReading[]
  /** Its pods as Kubernetes knows them; null while Kubernetes never answered. */
  pods: readonly Pod[] | null
  /** False while Prometheus fails: what it said last is then old and nobody can miss anything in it. */
  fresh: boolean
  since: SinceBook
  unknownPodSince: ReadonlyMap<string, string>
  nowMs: number
}

type Group = { metric: Metric; status: StatusWord; word: string; raw: string; readings: GaugeReading[] }

const distinctPods = (readings: readonly GaugeReading[]) => new Set(readings.map(podKey)).size

function onPods(some: number, all: number): string {
  if (some === all) return all === 1 ? 'on its only pod' : all === 2 ? 'on both pods' : `on all ${all} pods`
  return `on ${some} of ${all} pods`
}

function groupReadings(input: GaugeInput, metric: Metric): Group[] {
  const groups = new Map<string, Group>()
  for (const reading of input.readings) {
    if (reading.metric !== metric.name) continue
    const { status, word } = readingStatus(metric, reading.raw)
    const group = groups.get(word) ?? { metric, status, word, raw: reading.raw, readings: [] }
    group.readings.push(reading)
    groups.set(word, group)
  }
  return [...groups.values()]
}

function groupText(group: Group, allPods: number, fresh: boolean): string {
  const series = group.readings.reduce((sum, reading) => sum + reading.seriesCount, 0)
  const pods = distinctPods(group.readings)
  const many = series > pods && group.metric.role === 'dependency' ? ` (${series} series)` : ''
  const heard = fresh ? '' : ', as last heard'
  const where = group.readings.every((reading) => reading.pod === '') ? '' : ` ${onPods(pods, allPods)}`
  return `${gaugeLabel(group.metric)}: ${group.word}${where}${many}${heard}`
}

function groupReason(group: Group, allPods: number, input: GaugeInput): Reason {
  const { service, fresh } = input
  const begun = earliestSince(input.since, group.readings)
  return {
    id: `${group.metric.role}:${group.metric.name}:${group.word}`,
    source: 'prometheus',
    rule: group.metric.role === 'health-level' ? 'health-level' : 'dependency',
    status: fresh ? group.status : 'stale',
    text: groupText(group, allPods, fresh),
    since: begun.since,
    sinceAtLeast: begun.atLeast,
    podCount: distinctPods(group.readings),
    link: `/services/${service.id}#pods`,
  }
}

/**
 * What the gauges say. What is ok is said once, by the health level or, without one, by each dependency. Two gauges of one
 * dependency (one documented, one that only alerts name) that agree are one reason.
 */
function readingReasons(input: GaugeInput): Reason[] {
  const told = new Set(expectedMetricNames(input.service))
  const reasons = statusMetrics(input.service).flatMap((metric) => {
    const groups = groupReadings(input, metric)
    const allPods = distinctPods(groups.flatMap((group) => group.readings))
    return groups
      .filter((group) => group.status !== 'ok' || (input.fresh && told.has(metric.name)))
      .map((group) => groupReason(group, allPods, input))
  })
  return reasons.filter((reason, index) => reasons.findIndex(({ text }) => text === reason.text) === index)
}

/**
 * Ready pods that should show a gauge and show none; one that is not ready has a reason of its own already. A new pod gets the
 * time of three scrapes to be heard of.
 */
function missingReason(input: GaugeInput): Reason[] {
  const { service, pods, nowMs } = input
  const expected = new Set(expectedMetricNames(service))
  if (!input.fresh || pods === null || expected.size === 0) return []
  const graceSeconds = 3 * (service.scrapeIntervalSeconds ?? 30)
  const speaking = input.readings.filter((reading) => expected.has(reading.metric))
  if (speaking.some((reading) => reading.pod === '')) return []
  const heard = new Set(speaking.map(podKey))
  const running = pods.filter((pod) => pod.ready && pod.deleteDeadline === null)
  const silent = running.filter(
    (pod) =>
      !heard.has(podKey({ namespace: pod.namespace, pod: pod.name })) &&
      ageSeconds(pod.createdAt, nowMs) > graceSeconds,
  )
  if (silent.length === 0) return []
  return [
    {
      id: 'no-series',
      source: 'prometheus',
      rule: 'no-series',
      status: 'no-data',
      text: `No health in Prometheus ${silent.length === 1 && running.length === 1 ? 'for its only pod' : `for ${silent.length} of ${running.length} ready pods`}`,
      since: null,
      sinceAtLeast: false,
      podCount: silent.length,
      link: `/services/${service.id}#pods`,
    },
  ]
}

/** Pods that Prometheus speaks of and Kubernetes does not know: their series outlived them, or come from elsewhere. */
function unknownPodsReason(input: GaugeInput): Reason[] {
  const { service, nowMs } = input
  if (!input.fresh) return []
  const begun = [...new Set(input.readings.map(podKey))]
    .map((key) => input.unknownPodSince.get(key))
    .filter((since) => since !== undefined && ageSeconds(since, nowMs) >= unknownPodGraceSeconds)
    .sort()
  if (begun.length === 0) return []
  return [
    {
      id: 'unknown-pods',
      source: 'prometheus',
      rule: 'unknown-pods',
      status: 'stale',
      text: `Series of ${begun.length} ${begun.length === 1 ? 'pod' : 'pods'} that Kubernetes does not know`,
      since: begun[0] ?? null,
      sinceAtLeast: true,
      podCount: begun.length,
      link: `/services/${service.id}#pods`,
    },
  ]
}

/** All that Prometheus's gauges say of a service. Readings of pods that Kubernetes does not know have no part in its health. */
export function gaugeReasons(input: GaugeInput): Reason[] {
  const known = input.readings.filter((reading) => !input.unknownPodSince.has(podKey(reading)))
  return [...readingReasons({ ...input, readings: known }), ...missingReason(input), ...unknownPodsReason(input)]
}
