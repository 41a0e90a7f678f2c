import type { Metric } from '@/lib/catalogue/schema'
import { serviceById } from '@/lib/catalogue/services'
import { initialState } from '../cluster/initial-state'
import { podKey } from '../cluster/pod-index'
import type { Pod } from '../cluster/shapes'
import { type Labels, labelText } from '../metrics/exposition'
import { type MeasuredPod, type MetricContext, readingsOf, serviceFamilies } from '../metrics/service-metrics'
import { isScraped, podTargetLabels } from '../metrics/targets'
import { histogramAt, type Reading, valueAt } from '../metrics/values'
import { portalDelayMs } from '../portals/portal-server'
import type { World } from '../world'
import { portalOutages, portalStatusAt } from './incidents'

/** How far back and how densely a series is told; `recent` are those that no chart shows for a week. */
export type Density = 'portal' | 'health' | 'figure' | 'recent'

/** Series that share one evaluation: a histogram's buckets come together. */
export interface HistorySeries {
  density: Density
  /** Complete names with labels, as Prometheus stores them after a scrape. */
  names: readonly string[]
  /** undefined: there is no such sample at that time. */
  values: (timeMs: number) => readonly (number | undefined)[]
}

/** The probe's default. */
const probeTimeoutSeconds = 10

/** Latency histograms worth a week's memory; the others start with the live scrape. */
const rememberedHistograms = ['dialplan_response_time', 'sips_sip_response_time_ms']

const probeJob = 'portal_probe'

/**
 * What the worker's probe would have pushed, as it stands after a scrape of the Pushgateway that honours its labels:
 * when it pushed, what each portal answered, how long that took, and why none came.
 */
export function* portalSeries(world: World): Generator<HistorySeries> {
  yield {
    density: 'portal',
    names: [`push_time_seconds{job="${probeJob}"}`],
    values: (timeMs) => [timeMs / 1000 - 7],
  }
  for (const { id, cloud, region } of world.tenants) {
    const outages = portalOutages(world, id)
    const labels = labelText([
      ['cloud', cloud],
      ['instance', id],
      ['job', probeJob],
      ['region', region],
    ])
    yield {
      density: 'portal',
      names: [`Portal_HTTP_Status{${labels}}`],
      values: (timeMs) => [portalStatusAt(outages, timeMs)],
    }
    yield {
      density: 'health',
      names: [`portal_probe_duration_seconds{${labels}}`],
      values: (timeMs) => {
        const isAnswered = portalStatusAt(outages, timeMs) !== 0
        return [isAnswered ? portalDelayMs(world, id, timeMs) / 1000 + 0.003 : probeTimeoutSeconds]
      },
    }
    if (outages.every(({ code }) => code !== 0)) continue
    yield {
      density: 'portal',
      names: [`portal_probe_failure{${labels},reason="timeout"}`],
      values: (timeMs) => [portalStatusAt(outages, timeMs) === 0 ? 1 : undefined],
    }
  }
}

/**
 * Every series of the pods that the platform is born with: health gauges, key figures and a few histograms for the week,
 * the rest for the last half hour, so that rates which alerts compare have begun together.
 */
export function* podSeries(context: MetricContext, slotLimit: number): Generator<HistorySeries> {
  const { world } = context
  const { content, slots } = initialState(world)
  // The initial state holds pods under `pods`.
  for (const pod of (content.pods ?? []) as Pod[]) {
    const measured = measuredAtBirth(world, pod, slots.get(podKey(pod)) ?? 0)
    if (!measured || measured.slot >= slotLimit) continue
    const target: Labels = Object.entries(
      podTargetLabels(measured.spec, {
        namespace: measured.namespace,
        name: measured.name,
        address: pod.status.podIP ?? '',
      }),
    )
    yield* seriesOfPod(context, measured, target)
  }
}

function measuredAtBirth(world: World, pod: Pod, slot: number): MeasuredPod | undefined {
  const { namespace = '', name } = pod.metadata
  const spec = world.workload(namespace, pod.metadata.labels?.servicename ?? '')
  const container = pod.status.containerStatuses?.[0]
  if (!spec || !container || !isScraped(spec)) return undefined
  const startedMs = Date.parse(container.state.running?.startedAt ?? '')
  const version = container.image.split(':').at(-1) ?? ''
  return { namespace, name, spec, slot, version, startedMs, isStarting: false }
}

function* seriesOfPod(context: MetricContext, pod: MeasuredPod, target: Labels): Generator<HistorySeries> {
  const keyFigure = serviceById(pod.spec.serviceId).keyFigure?.metric
  for (const family of serviceFamilies(pod.spec.serviceId)) {
    const { metric, profile } = family
    const isHealth = isRememberedHealth(metric)
    const isFigure = metric.name === keyFigure || rememberedHistograms.includes(metric.name)
    const density = isHealth ? 'health' : isFigure ? 'figure' : 'recent'
    // Such a series is not there before its first event.
    if (metric.appearsOnFirstEvent) continue
    for (const { labels, reading } of readingsOf(context, pod, family)) {
      const text = scrapedLabels(labels, target)
      if (metric.type === 'histogram' && profile.shape === 'latency') {
        yield { density, ...histogramSeries(metric.name, text, profile.bounds, reading) }
      } else {
        yield {
          density,
          names: [`${metric.name}{${text}}`],
          values: (timeMs) => [valueAt(reading, timeMs)],
        }
      }
    }
  }
}

/** Trunks and switches of every tenant would be as many again, and no status of a service is drawn from them over days. */
function isRememberedHealth({ values, role, labels }: Metric): boolean {
  return values !== undefined && (role === 'health-level' || role === 'dependency') && !labels.includes('device_name')
}

/** What a scrape makes of labels: a series' own that the target has too get a prefix, and the target's win. */
export function scrapedLabels(own: Labels, target: Labels): string {
  const taken = new Set(target.map(([name]) => name))
  const renamed = own.map(([name, value]) => [taken.has(name) ? `exported_${name}` : name, value] as const)
  return labelText([...renamed, ...target].toSorted(([a], [b]) => (a < b ? -1 : 1)))
}

function histogramSeries(name: string, labels: string, bounds: readonly number[], reading: Reading) {
  const bucket = (bound: string) => `${name}_bucket{${labels},le="${bound}"}`
  return {
    names: [
      ...bounds.map((bound) => bucket(String(bound))),
      bucket('+Inf'),
      `${name}_sum{${labels}}`,
      `${name}_count{${labels}}`,
    ],
    values: (timeMs: number) => {
      const { buckets, count, sum } = histogramAt(reading, timeMs)
      return [...buckets, count, sum, count]
    },
  }
}
