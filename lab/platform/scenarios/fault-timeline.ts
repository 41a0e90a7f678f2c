import type { Metric, ServiceId } from '@/lib/catalogue/schema'
import type { World } from '../world'
import type {
  Effect,
  EndpointsEffect,
  EventEffect,
  LogEffect,
  MetricChange,
  MetricEffect,
  PodChoice,
  PodEffect,
  PortalFault,
  UsageEffect,
} from './effect'
import { findScenario } from './registry'
import type { Activation } from './scenario'

/** A pod as faults see it. */
export interface PodPlace {
  workload: string
  slot: number
}

export interface Lasting {
  sinceMs: number
  untilMs?: number
}

export interface MetricFault extends Lasting {
  change: MetricChange
  labels: MetricEffect['labels']
}

interface LastingEffect extends Lasting {
  effect: Effect
}

type EffectOf<Kind extends Effect['kind']> = Extract<Effect, { kind: Kind }>

/**
 * What is broken, and was: every scenario that was ever started, with its times. Answers are functions of the time, so
 * that a counter can be read for any moment, also across a fault that has ended.
 */
export class FaultTimeline {
  #activations: readonly Activation[] = []
  #effects: readonly LastingEffect[] = []
  #version = 0
  readonly #metricCache = new Map<string, readonly (LastingEffect & { effect: MetricEffect })[]>()

  constructor(
    private readonly world: World,
    activations: readonly Activation[] = [],
  ) {
    this.replace(activations)
  }

  /** Rises with every change, so that others know when to look again. */
  get version(): number {
    return this.#version
  }

  get activations(): readonly Activation[] {
    return this.#activations
  }

  get active(): readonly Activation[] {
    return this.#activations.filter(({ untilMs }) => untilMs === undefined)
  }

  replace(activations: readonly Activation[]): void {
    this.#activations = activations
    this.#effects = activations.flatMap(({ scenario, target, option, sinceMs, untilMs }) =>
      findScenario(scenario)
        .effects({ world: this.world, target, option })
        .map((effect) => ({ effect, sinceMs, untilMs })),
    )
    this.#metricCache.clear()
    this.#version += 1
  }

  /** Faults of one metric in one pod, past ones included; labels are still to be compared. */
  metricFaults(serviceId: ServiceId, metric: Metric, pod: PodPlace): readonly MetricFault[] {
    const key = `${serviceId}/${metric.name}`
    let found = this.#metricCache.get(key)
    if (!found) {
      found = this.#effects.filter(
        (entry): entry is LastingEffect & { effect: MetricEffect } =>
          entry.effect.kind === 'metric' && concerns(entry.effect, serviceId, metric),
      )
      this.#metricCache.set(key, found)
    }
    if (found.length === 0) return noFaults
    return found
      .filter(({ effect }) => isChosen(effect.pods, pod))
      .map(({ effect, sinceMs, untilMs }) => ({ sinceMs, untilMs, change: effect.change, labels: effect.labels }))
  }

  /** The fault of a pod now; the latest when there are several. */
  podFault(pod: PodPlace): PodEffect['fault'] | undefined {
    return this.#chosen('pod', pod).at(-1)?.effect.fault
  }

  usageFaults(pod: PodPlace): readonly (Lasting & { effect: UsageEffect })[] {
    return this.#ever('usage').filter(({ effect }) => isChosen(effect.pods, pod))
  }

  logFaults(pod: PodPlace): readonly (Lasting & { effect: LogEffect })[] {
    return this.#ever('log').filter(({ effect }) => isChosen(effect.pods, pod))
  }

  eventEffects(): readonly (Lasting & { effect: EventEffect })[] {
    return this.#current('event')
  }

  podEffects(): readonly (Lasting & { effect: PodEffect })[] {
    return this.#current('pod')
  }

  downEndpoints(): ReadonlySet<string> {
    return new Set(this.#current('endpoints').map(({ effect }: { effect: EndpointsEffect }) => effect.service))
  }

  portalFault(tenant: string): PortalFault | undefined {
    const found = this.#current('portal').filter(
      ({ effect }) => effect.tenants === 'all' || effect.tenants.includes(tenant),
    )
    return found.at(-1)?.effect.fault
  }

  #ever<Kind extends Effect['kind']>(kind: Kind): (Lasting & { effect: EffectOf<Kind> })[] {
    return this.#effects.filter((entry): entry is Lasting & { effect: EffectOf<Kind> } => entry.effect.kind === kind)
  }

  #current<Kind extends Effect['kind']>(kind: Kind) {
    return this.#ever(kind).filter(({ untilMs }) => untilMs === undefined)
  }

  #chosen(kind: 'pod', pod: PodPlace) {
    return this.#current(kind).filter(({ effect }) => isChosen(effect.pods, pod))
  }
}

const noFaults: readonly MetricFault[] = []

function concerns({ services, where }: MetricEffect, serviceId: ServiceId, metric: Metric): boolean {
  if (services && !services.includes(serviceId)) return false
  if (where.name && !where.name.includes(metric.name)) return false
  if (where.role && metric.role !== where.role) return false
  return !where.dependency || (metric.dependency !== undefined && where.dependency.includes(metric.dependency))
}

export function isChosen(choice: PodChoice | undefined, { workload, slot }: PodPlace): boolean {
  if (!choice) return true
  if (choice.workloads && !choice.workloads.includes(workload)) return false
  // "Its first pod" is the workload's own: a canary has slots of its own and is not meant.
  return choice.slot === undefined || (choice.slot === slot && choice.workloads?.[0] === workload)
}

/** Whether a fault lasts at a time. */
export function lastsAt({ sinceMs, untilMs }: Lasting, timeMs: number): boolean {
  return sinceMs <= timeMs && (untilMs === undefined || timeMs < untilMs)
}
