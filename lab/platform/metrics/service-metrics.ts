import type { Metric, ServiceId } from '@/lib/catalogue/schema'
import { serviceById } from '@/lib/catalogue/services'
import type { WorkloadSpec } from '../cluster/workloads'
import { hashText } from '../load/seeded-number'
import type { FaultTimeline, MetricFault } from '../scenarios/fault-timeline'
import type { World } from '../world'
import { familyHeader, labelText, sampleLine } from './exposition'
import type { LabelPlace } from './label-values'
import { defaultProfile, type Profile } from './profile'
import { type Series, seriesOf } from './series'
import { namedProfile } from './service-profiles'
import { histogramAt, type Reading, valueAt } from './values'

/** A pod whose main container runs: what its `/metrics` speaks of. */
export interface MeasuredPod {
  namespace: string
  name: string
  spec: WorkloadSpec
  slot: number
  /** Tag of the main container's image. */
  version: string
  /** Start of the main container: its counters begin there. */
  startedMs: number
  isStarting: boolean
}

interface Family {
  metric: Metric
  profile: Profile
  header: string
}

const familiesOf = new Map<ServiceId, readonly Family[]>()

/** Everything the catalogue lists for a service, each with the shape of its values. */
export function serviceFamilies(serviceId: ServiceId): readonly Family[] {
  let families = familiesOf.get(serviceId)
  if (!families) {
    families = serviceById(serviceId).metrics.map((metric) => ({
      metric,
      profile: metric.values ? { shape: 'state' } : (namedProfile(metric.name) ?? defaultProfile(metric)),
      header: familyHeader(metric.name, metric.type, metric.description),
    }))
    familiesOf.set(serviceId, families)
  }
  return families
}

export function labelPlace(world: World, pod: MeasuredPod): LabelPlace {
  const { serviceId, replicas, container } = pod.spec
  return { world, serviceId, pod: pod.name, container, version: pod.version, slot: pod.slot, planned: replicas }
}

export interface MetricContext {
  world: World
  faults: FaultTimeline
}

/** The series of one family in one pod, each ready to be read at any time. */
export function* readingsOf(
  { world, faults }: MetricContext,
  pod: MeasuredPod,
  { metric, profile }: Pick<Family, 'metric' | 'profile'>,
): Generator<{ labels: Series['labels']; reading: Reading }> {
  const place = labelPlace(world, pod)
  const podHash = hashText(`${world.seed}/${pod.namespace}/${pod.name}`)
  const disturbing = faults.metricFaults(pod.spec.serviceId, metric, { workload: pod.spec.name, slot: pod.slot })
  for (const { labels, share } of seriesOf(metric, place)) {
    yield {
      labels,
      reading: {
        world,
        metric,
        profile,
        hash: hashText(followsCalls(profile) ? tenantOf(labels) : `${metric.name}{${labelText(labels)}`, podHash),
        share,
        slot: pod.slot,
        planned: place.planned,
        isStarting: pod.isStarting,
        startedMs: pod.startedMs,
        faults: disturbing.length === 0 ? disturbing : disturbing.filter((fault) => fits(fault, labels)),
      },
    }
  }
}

/**
 * What calls bring about moves together: a pod's requests, responses and events of a tenant share one ripple, as they
 * share the calls. Otherwise answers would seem to go missing.
 */
function followsCalls(profile: Profile): boolean {
  if (profile.shape === 'count' || profile.shape === 'latency') return profile.perCall > 0
  return profile.shape === 'level' && profile.isShared
}

function tenantOf(labels: Series['labels']): string {
  return labels.find(([name]) => name === 'tenant')?.[1] ?? ''
}

function fits({ labels: wanted }: MetricFault, labels: Series['labels']): boolean {
  if (!wanted) return true
  return Object.entries(wanted).every(([name, value]) => labels.some(([key, other]) => key === name && other === value))
}

/** The whole `/metrics` of a pod at a time, the same bytes for the same time. */
export function renderPodMetrics(context: MetricContext, pod: MeasuredPod, timeMs: number): string {
  let text = ''
  for (const family of serviceFamilies(pod.spec.serviceId)) {
    let samples = ''
    for (const { labels, reading } of readingsOf(context, pod, family)) {
      samples += renderReading(family, labelText(labels), reading, timeMs)
    }
    if (samples) text += family.header + samples
  }
  return text
}

function renderReading({ metric, profile }: Family, labels: string, reading: Reading, timeMs: number): string {
  if (metric.type === 'histogram' && profile.shape === 'latency') {
    const { buckets, count, sum } = histogramAt(reading, timeMs)
    const prefix = labels ? `${labels},` : ''
    let text = ''
    for (let index = 0; index < buckets.length; index++) {
      text += `${metric.name}_bucket{${prefix}le="${profile.bounds[index]}"} ${buckets[index]}\n`
    }
    text += `${metric.name}_bucket{${prefix}le="+Inf"} ${count}\n`
    return text + sampleLine(`${metric.name}_sum`, labels, sum) + sampleLine(`${metric.name}_count`, labels, count)
  }
  const value = valueAt(reading, timeMs)
  // Some series are there only once something has happened.
  if (metric.appearsOnFirstEvent && value === 0) return ''
  return sampleLine(metric.name, labels, value)
}
