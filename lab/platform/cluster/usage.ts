import { countBetween, type FlowChange } from '../load/counted'
import { createRipple } from '../load/ripple'
import { hashText } from '../load/seeded-number'
import { type FaultTimeline, lastsAt, type PodPlace } from '../scenarios/fault-timeline'
import type { World } from '../world'
import type { WorkloadSpec } from './workloads'

/** Cores from `250m` or `2`. */
export function coresOf(quantity: string): number {
  return quantity.endsWith('m') ? Number.parseInt(quantity, 10) / 1000 : Number(quantity)
}

const binaryUnits: Readonly<Record<string, number>> = { Ki: 2 ** 10, Mi: 2 ** 20, Gi: 2 ** 30 }

/** Bytes from `256Mi`, `4Gi` or a plain number. */
export function bytesOf(quantity: string): number {
  const unit = binaryUnits[quantity.slice(-2)]
  return unit ? Number.parseFloat(quantity) * unit : Number(quantity)
}

/** A container whose use is asked for. `role` tells the main one from its sidecars, which ask for and may use what they like. */
export interface UsingContainer {
  namespace: string
  pod: string
  container: string
  role: 'main' | 'sidecar'
  spec: WorkloadSpec
  place: PodPlace
  startedMs: number
  /** Pods that the workload was last asked to have by a person, and has now: the same load spreads over more. */
  spread: number
}

export interface UsageContext {
  world: World
  faults: FaultTimeline
}

/** Parts of the requested CPU: at rest, and on top of it at full load. */
const idleShare = 0.1
const loadShare = 0.34
const sidecarCores = { idle: 0.004, load: 0.012 }

function rippleOf({ world }: UsageContext, { namespace, pod, container }: UsingContainer, what: string) {
  return createRipple(hashText(`${world.seed}/${what}/${namespace}/${pod}/${container}`))
}

function cpuFlow({ role, spec }: UsingContainer) {
  if (role === 'sidecar') return { perSecondAtPeak: sidecarCores.load, constantPerSecond: sidecarCores.idle }
  const requested = coresOf(spec.resources.requests.cpu)
  return { perSecondAtPeak: requested * loadShare, constantPerSecond: requested * idleShare }
}

function cpuChanges({ faults }: UsageContext, { role, spec, place }: UsingContainer): FlowChange[] {
  if (role === 'sidecar') return []
  const limit = coresOf(spec.resources.limits.cpu)
  return faults.usageFaults(place).map(({ effect, sinceMs, untilMs }) => ({
    sinceMs,
    untilMs,
    factor: effect.cpuShareOfLimit === undefined ? (effect.cpuFactor ?? 1) : 0,
    addPerSecond: (effect.cpuShareOfLimit ?? 0) * limit,
    slower: 1,
  }))
}

/** Seconds of CPU that a container has used since it started; never falls while it runs. */
export function cpuSeconds(context: UsageContext, container: UsingContainer, timeMs: number): number {
  const flow = { demand: context.world.demand, ripple: rippleOf(context, container, 'cpu') }
  const changes = cpuChanges(context, container)
  return countBetween(cpuFlow(container), flow, changes, container.startedMs, timeMs)
}

/**
 * Cores in use, the mean of the last minute, as the metrics server gives it to autoscalers. Added pods take their part
 * of the load, unless a fault keeps every one of them busy. (The counter itself knows only time, not the number of pods.)
 */
export function cpuCores(context: UsageContext, container: UsingContainer, timeMs: number): number {
  const fromMs = Math.max(container.startedMs, timeMs - 60_000)
  if (timeMs <= fromMs) return 0
  const used = cpuSeconds(context, container, timeMs) - cpuSeconds(context, container, fromMs)
  const isHot = context.faults
    .usageFaults(container.place)
    .some((fault) => fault.effect.cpuShareOfLimit !== undefined && lastsAt(fault, timeMs))
  return (used / ((timeMs - fromMs) / 1000)) * (isHot ? 1 : container.spread)
}

/** The kernel holds a container to its limit: CPU it wanted and did not get, in seconds. */
export function throttledSeconds(context: UsageContext, container: UsingContainer, timeMs: number): number {
  let sum = 0
  for (const { sinceMs, untilMs = timeMs, effect } of context.faults.usageFaults(container.place)) {
    if (effect.cpuShareOfLimit === undefined || container.role === 'sidecar') continue
    sum += Math.max(0, Math.min(untilMs, timeMs) - Math.max(sinceMs, container.startedMs)) / 1000
  }
  return sum * 0.4
}

const sidecarBytes = 38 * 2 ** 20

/** Bytes in the working set. */
export function memoryBytes(context: UsageContext, container: UsingContainer, timeMs: number): number {
  const ripple = 1 + rippleOf(context, container, 'memory').at(timeMs / 1000) / 150
  if (container.role === 'sidecar') return Math.round(sidecarBytes * ripple)
  const { spec, place, startedMs, spread } = container
  let factor = 1
  for (const fault of context.faults.usageFaults(place)) {
    if (lastsAt(fault, timeMs)) factor *= fault.effect.memoryFactor ?? 1
  }
  // A fresh process has not filled its caches yet.
  const warmth = Math.min(1, 0.6 + (0.4 * (timeMs - startedMs)) / 600_000)
  const settled = (bytesOf(spec.resources.requests.memory) * spec.memoryPercent) / 100
  const hot = (bytesOf(spec.resources.limits.memory) * 9) / 10
  return Math.round(Math.min(hot, settled * spread * warmth * factor * ripple))
}
