import type { Demand } from './demand'
import type { Ripple } from './ripple'

/** Events per second: a part that follows the platform's load, a part that does not. */
export interface Flow {
  /** At full load. */
  perSecondAtPeak: number
  constantPerSecond: number
}

/** What a fault does to a flow while it lasts. */
export interface FlowChange {
  sinceMs: number
  /** undefined: still lasts. */
  untilMs?: number
  factor: number
  addPerSecond: number
  /** How many times longer things take; of no concern to plain counts. */
  slower: number
}

export interface FlowContext {
  demand: Demand
  ripple: Ripple
}

/** Events between two times without any fault. The ripple's part telescopes, so pieces add up to the whole. */
function undisturbed(flow: Flow, { demand, ripple }: FlowContext, fromMs: number, toMs: number): number {
  const constant = flow.constantPerSecond * ((toMs - fromMs) / 1000)
  if (flow.perSecondAtPeak === 0) return constant
  const rippled =
    demand.weekly(toMs) * ripple.integral(toMs / 1000) - demand.weekly(fromMs) * ripple.integral(fromMs / 1000)
  return constant + flow.perSecondAtPeak * (demand.seconds(fromMs, toMs) + rippled)
}

/** A stretch of time in which the same faults last. */
export interface Stretch {
  fromMs: number
  toMs: number
  factor: number
  addPerSecond: number
  slower: number
}

/** Cuts a time span where faults begin and end. Factors and slowness multiply, additions add. */
export function cutIntoStretches(changes: readonly FlowChange[], fromMs: number, toMs: number): Stretch[] {
  const cuts = new Set([fromMs, toMs])
  for (const { sinceMs, untilMs = toMs } of changes) {
    if (sinceMs > fromMs && sinceMs < toMs) cuts.add(sinceMs)
    if (untilMs > fromMs && untilMs < toMs) cuts.add(untilMs)
  }
  const times = [...cuts].sort((a, b) => a - b)
  return times.slice(0, -1).map((from, index) => {
    const to = times[index + 1] ?? toMs
    const stretch: Stretch = { fromMs: from, toMs: to, factor: 1, addPerSecond: 0, slower: 1 }
    for (const { sinceMs, untilMs = Number.POSITIVE_INFINITY, factor, addPerSecond, slower } of changes) {
      if (sinceMs > from || untilMs < to) continue
      stretch.factor *= factor
      stretch.addPerSecond += addPerSecond
      stretch.slower *= slower
    }
    return stretch
  })
}

/**
 * Events between two times, faults included. Not rounded. Grows with `toMs` as long as factors and additions are not
 * negative.
 */
export function countBetween(
  flow: Flow,
  context: FlowContext,
  changes: readonly FlowChange[],
  fromMs: number,
  toMs: number,
): number {
  if (toMs <= fromMs) return 0
  if (changes.length === 0) return undisturbed(flow, context, fromMs, toMs)
  let sum = 0
  for (const stretch of cutIntoStretches(changes, fromMs, toMs)) sum += countStretch(flow, context, stretch)
  return sum
}

export function countStretch(flow: Flow, context: FlowContext, stretch: Stretch): number {
  const { fromMs, toMs, factor, addPerSecond } = stretch
  const own = factor === 0 ? 0 : factor * undisturbed(flow, context, fromMs, toMs)
  return own + (addPerSecond * (toMs - fromMs)) / 1000
}
