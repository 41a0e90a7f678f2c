import type { Metric } from '@/lib/catalogue/schema'
import { countBetween, countStretch, cutIntoStretches, type Flow, type FlowChange } from '../load/counted'
import { meanOf, sharesBelow, slowed } from '../load/latency'
import { createRipple, type Ripple } from '../load/ripple'
import { hashText } from '../load/seeded-number'
import { lastsAt, type MetricFault } from '../scenarios/fault-timeline'
import type { World } from '../world'
import type { Profile } from './profile'

/** A series about to be read: whose it is, what shapes it, and since when it counts. */
export interface Reading {
  world: World
  metric: Metric
  profile: Profile
  /** What makes this series differ from its neighbours; the same for series that move together. */
  hash: number
  share: number
  slot: number
  planned: number
  /** Pod is on its way up: health says so. */
  isStarting: boolean
  startedMs: number
  /** Faults whose labels fit. */
  faults: readonly MetricFault[]
}

/** Calls per second of a platform of volume 1 in its busiest hour. */
const peakCallsPerSecond = 8

function flowOf({ world, profile, share, planned }: Reading): Flow {
  if (profile.shape !== 'count' && profile.shape !== 'latency') return { perSecondAtPeak: 0, constantPerSecond: 0 }
  return {
    perSecondAtPeak: (profile.perCall * peakCallsPerSecond * world.volume * share) / planned,
    constantPerSecond: profile.perSecond * share,
  }
}

function changesOf(faults: readonly MetricFault[]): FlowChange[] {
  return faults.map(({ sinceMs, untilMs, change }) => ({
    sinceMs,
    untilMs,
    factor: change.factor ?? 1,
    addPerSecond: change.addPerSecond ?? 0,
    slower: change.slower ?? 1,
  }))
}

/** A counter, or a gauge that counts: whole, never falling. */
function countAt(reading: Reading, timeMs: number): number {
  const context = { demand: reading.world.demand, ripple: createRipple(reading.hash) }
  return Math.floor(countBetween(flowOf(reading), context, changesOf(reading.faults), reading.startedMs, timeMs))
}

/** The value of a series that is no histogram, by its profile: some counters of the platform fall again, some gauges only grow. */
export function valueAt(reading: Reading, timeMs: number): number {
  const { profile, world } = reading
  if (profile.shape === 'state') return stateAt(reading, timeMs)
  if (profile.shape === 'count' || profile.shape === 'latency') return countAt(reading, timeMs)
  if (profile.shape === 'constant') return disturbed(profile.value, reading.faults, timeMs)
  if (profile.shape === 'population') {
    return profile.of === 'tenants' ? world.tenants.length : (world.workload('voice', 'voice-sip')?.replicas ?? 0)
  }
  const { atPeak, perPod, isShared, isWhole } = profile
  const ripple = createRipple(reading.hash).at(timeMs / 1000)
  const level = world.demand.level(timeMs)
  const value = isShared
    ? (((atPeak * world.volume) / reading.planned) * level * (1 + ripple) + perPod * (1 + ripple / 20)) * reading.share
    : perPod * (isWhole ? 1 : 1 + ripple / 8) + atPeak * level * (1 + ripple)
  const shown = disturbed(value, reading.faults, timeMs)
  return isWhole ? Math.round(shown) : Math.round(shown * 1000) / 1000
}

function disturbed(value: number, faults: readonly MetricFault[], timeMs: number): number {
  let shown = value
  for (const fault of faults) {
    if (!lastsAt(fault, timeMs)) continue
    const { change } = fault
    shown = (change.value ?? shown * (change.factor ?? 1) * (change.slower ?? 1)) + (change.add ?? 0)
  }
  return shown
}

/** The documented value that means well, or what a fault or a start makes of it. */
function stateAt({ metric, faults, slot, isStarting }: Reading, timeMs: number): number {
  const values = metric.values ?? []
  const fault = faults.findLast((entry) => lastsAt(entry, timeMs))
  const wanted = fault?.change.state ?? (isStarting && metric.role === 'health-level' ? 'starting' : 'ok')
  const fitting = values.filter(({ status }) => status === wanted)
  // Of several the mildest: the last of a list that runs from bad to good. Two good ones (backup, primary) alternate.
  const chosen =
    wanted === 'ok'
      ? fitting[fitting.length - 1 - (slot % Math.max(1, fitting.length))]
      : (fitting.at(-1) ?? worst(values))
  return chosen?.value ?? 0
}

function worst(values: NonNullable<Metric['values']>) {
  return values.find(({ status }) => status === 'failing') ?? values[0]
}

export interface HistogramReading {
  /** Cumulative, one per bound; without +Inf. */
  buckets: number[]
  count: number
  sum: number
}

interface Part {
  share: number
  median: number
  ripple: Ripple
}

/** The shares of one distribution below its bounds, kept: the same few are asked for at every scrape. */
const knownShares = new Map<string, readonly number[]>()

function sharesOf(profile: Extract<Profile, { shape: 'latency' }>, factor: number): readonly number[] {
  const { times, bounds } = profile
  const key = `${times.median}/${times.spread}/${factor}/${bounds.join()}`
  let shares = knownShares.get(key)
  if (!shares) {
    shares = sharesBelow(slowed(times, factor), bounds)
    knownShares.set(key, shares)
  }
  return shares
}

/**
 * A histogram whose buckets, count and sum agree. Two streams of events mix, quick ones and slow ones, each with its
 * own ripple: their balance moves, and with it the percentiles.
 */
export function histogramAt(reading: Reading, timeMs: number): HistogramReading {
  const { profile, world, hash, faults, startedMs } = reading
  if (profile.shape !== 'latency') return { buckets: [], count: countAt(reading, timeMs), sum: 0 }
  const flow = flowOf(reading)
  const parts: Part[] = [
    { share: 0.85, median: 1, ripple: createRipple(hash) },
    { share: 0.15, median: 2.2, ripple: createRipple(hashText('slow', hash)) },
  ]
  const buckets = profile.bounds.map(() => 0)
  let count = 0
  let sum = 0
  const stretches = timeMs > startedMs ? cutIntoStretches(changesOf(faults), startedMs, timeMs) : []
  for (const stretch of stretches) {
    for (const part of parts) {
      const events = part.share * countStretch(flow, { demand: world.demand, ripple: part.ripple }, stretch)
      const factor = stretch.slower * part.median
      const shares = sharesOf(profile, factor)
      for (let index = 0; index < buckets.length; index++) {
        buckets[index] = (buckets[index] ?? 0) + (shares[index] ?? 0) * events
      }
      count += events
      sum += events * meanOf(slowed(profile.times, factor))
    }
  }
  return { buckets: buckets.map(Math.floor), count: Math.floor(count), sum: Math.round(sum * 1000) / 1000 }
}
