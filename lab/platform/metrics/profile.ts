import type { Metric } from '@/lib/catalogue/schema'
import type { LatencyShape } from '../load/latency'

/** How the value of a metric comes about. Figures are those of a whole service; pods and label values share them. */
export type Profile =
  /** A gauge with documented values: the one that means well. */
  | { shape: 'state' }
  /** The same always and for every series. */
  | { shape: 'constant'; value: number }
  /** How many there are of something in this world. */
  | { shape: 'population'; of: 'sip-nodes' | 'tenants' }
  /** A moment's figure. `atPeak` for the whole service at full load, `perPod` on top for each pod, whatever the load. */
  | { shape: 'level'; atPeak: number; perPod: number; isWhole: boolean; isShared: boolean }
  /** Grows: so many for each call of the platform, and so many per second in each pod. */
  | { shape: 'count'; perCall: number; perSecond: number }
  | { shape: 'latency'; perCall: number; perSecond: number; times: LatencyShape; bounds: readonly number[] }

const seconds = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2, 5, 10] as const

/** The documents print no buckets. These hold every threshold of the documented alerts. */
export const latencyBounds = { seconds, milliseconds: seconds.map((bound) => bound * 1000) }

export const state: Profile = { shape: 'state' }
export const constant = (value: number): Profile => ({ shape: 'constant', value })

export const population = (of: 'sip-nodes' | 'tenants'): Profile => ({ shape: 'population', of })

/** A number of things at once, shared out over pods and label values. */
export const inProgress = (atPeak: number, perPod = 0): Profile => ({
  shape: 'level',
  atPeak,
  perPod,
  isWhole: true,
  isShared: true,
})

/** A reading that every pod has for itself: a load, a size, a mean. `atPeak` rides on top of `perPod`. */
export const reading = (perPod: number, atPeak = 0, isWhole = false): Profile => ({
  shape: 'level',
  atPeak,
  perPod,
  isWhole,
  isShared: false,
})

export const perCall = (events: number, perSecond = 0): Profile => ({ shape: 'count', perCall: events, perSecond })
export const perSecond = (events: number): Profile => ({ shape: 'count', perCall: 0, perSecond: events })

/** Nothing in normal times; faults add to it. */
export const silent: Profile = perSecond(0)

export const latency = (
  median: number,
  { events = 1, constantRate = 0.05, spread = 0.6, bounds = latencyBounds.milliseconds as readonly number[] } = {},
): Profile => ({
  shape: 'latency',
  perCall: events,
  perSecond: constantRate,
  times: { median, spread },
  bounds,
})

const trouble = /error|fail|timeout|disconnect|reject|exception|restart/

/** Where no profile is written down: a believable one from what the catalogue says of the metric. */
export function defaultProfile(metric: Metric): Profile {
  const isTrouble = metric.indicator === 'errors' || trouble.test(metric.name)
  if (metric.type === 'counter') return isTrouble ? silent : perCall(1, 0.01)
  if (metric.type === 'histogram' || metric.type === 'summary') {
    return metric.unit === 'seconds' ? latency(0.03, { bounds: latencyBounds.seconds }) : latency(12)
  }
  if (metric.values) return state
  if (metric.dependency) return constant(1)
  if (isTrouble) return constant(0)
  if (metric.unit === 'percent') return reading(8, 30)
  return metric.unit === 'count' ? inProgress(20) : reading(1)
}
