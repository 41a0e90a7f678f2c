import type { Dependency, ServiceId } from '@/lib/catalogue/schema'

/**
 * What a scenario does, as data: each effect is read by the part of the platform that it concerns, so that the
 * Kubernetes objects, the services' metrics and the container series tell the same story.
 */

/** Pods of some workloads; one of each when a slot is named, else all. */
export interface PodChoice {
  /** Workload names; absent: every workload. */
  workloads?: readonly string[]
  slot?: number
}

export interface MetricEffect {
  kind: 'metric'
  /** Absent: every service that has such a metric. */
  services?: readonly ServiceId[]
  pods?: PodChoice
  /** All that is given must hold. */
  where: { name?: readonly string[]; dependency?: readonly Dependency[]; role?: 'health-level' }
  /** Labels that the series must carry. */
  labels?: Readonly<Record<string, string>>
  change: MetricChange
}

export interface MetricChange {
  /** For gauges with documented values: the one that means so. */
  state?: 'failing' | 'degraded'
  /** For other gauges. */
  value?: number
  /** Multiplies the rate of counters and histograms, or the value of gauges. */
  factor?: number
  /** Adds to gauges. */
  add?: number
  /** Adds events to counters and histograms. */
  addPerSecond?: number
  /** Multiplies the durations in histograms, and the value of gauges that are durations. */
  slower?: number
}

export interface PodEffect {
  kind: 'pod'
  pods: PodChoice
  fault: PodFault
}

export type PodFault =
  | { state: 'not-ready'; message: string }
  | { state: 'crash-loop'; container: 'main' | 'consul-dataplane'; message: string }
  | { state: 'unschedulable'; message: string }

/** What containers use. Shares are of the main container's CPU limit and of its requested memory. */
export interface UsageEffect {
  kind: 'usage'
  pods: PodChoice
  cpuFactor?: number
  /** Replaces the usage: 0.95 is 95 % of the limit. */
  cpuShareOfLimit?: number
  memoryFactor?: number
}

export interface LogEffect {
  kind: 'log'
  pods: PodChoice
  level: 'warn' | 'error'
  module: string
  message: string
  perMinute: number
}

/** A Kubernetes event that repeats while the fault lasts. */
export interface EventEffect {
  kind: 'event'
  pods: PodChoice
  type: 'Normal' | 'Warning'
  reason: string
  message: string
  component: string
  everySeconds: number
}

/** The addresses of a service become not ready. */
export interface EndpointsEffect {
  kind: 'endpoints'
  service: string
}

export type PortalFault = { kind: 'status'; code: number } | { kind: 'timeout' } | { kind: 'refused' } | { kind: 'dns' }

export interface PortalEffect {
  kind: 'portal'
  tenants: 'all' | readonly string[]
  fault: PortalFault
}

/** A server of the stack: stopped, or answering wrongly through its fault proxy. */
export interface SourceEffect {
  kind: 'source'
  part: string
  mode: string
}

export type Effect =
  | MetricEffect
  | PodEffect
  | UsageEffect
  | LogEffect
  | EventEffect
  | EndpointsEffect
  | PortalEffect
  | SourceEffect
