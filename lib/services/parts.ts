import type { AlertRowSeverity } from '@/lib/alerts/schema'
import type { ServiceId } from '@/lib/catalogue/schema'
import type { SourceState } from '@/lib/sources/schema'
import type { Autoscaler, Pod, Workload } from '@/lib/workloads/schema'
import type { Point } from './schema'

/** How many series of one pod and metric hold one value. Pod is '' where the series carry no pod. */
export type GaugeReading = { metric: string; namespace: string; pod: string; raw: string; seriesCount: number }

/** A version that pods say they run. */
export type VersionReading = { namespace: string; pod: string; version: string }

export type FigureReading = { metric: string; value: number }

export type TenantsByCode = { raw: string; tenants: number }[]

/**
 * Tenants by the status code of their portal: `codes` as pushed lately, `old` as pushed last of those whose pushes stopped.
 * `ageSeconds` of the newest push; null when nothing tells it.
 */
export type PortalReading = { codes: TenantsByCode; old: TenantsByCode; ageSeconds: number | null }

/** A firing alert that belongs to a service. */
export type FiringAlert = {
  name: string
  /** The catalogue's id; null for a rule of the site's own. */
  alertId: string | null
  severity: AlertRowSeverity
  service: ServiceId
  activeAt: string | null
  pod: string | null
}

/**
 * What a source said last, and whether it still says so. `data` is null when it never said anything. A state of `paused` is
 * a region without that source, which is no fault.
 */
export type Part<Data> = { state: SourceState; data: Data | null }

export type PrometheusData = {
  gauges: GaugeReading[]
  versions: VersionReading[]
  figures: FigureReading[]
  portal: PortalReading
}

/** A kind of object that could not be read in a namespace, so that what is listed of it is old or missing. */
export type UnreadResource = { namespace: string; resource: 'pods' | 'deployments' | 'statefulsets' }

export type KubernetesData = {
  pods: Pod[]
  workloads: Workload[]
  autoscalers: Autoscaler[]
  unread: UnreadResource[]
}

/** Everything that one refresh of one region knows; the rows are a pure function of it. */
export type ServiceParts = {
  region: string
  nowMs: number
  prometheus: Part<PrometheusData>
  alerts: Part<FiringAlert[]>
  kubernetes: Part<KubernetesData>
  /** By metric name of the key figure. */
  sparklines: ReadonlyMap<string, Point[]>
  since: SinceBook
  /** When a pod was first seen in Prometheus while Kubernetes did not know it; by `podKey`. */
  unknownPodSince: ReadonlyMap<string, string>
}

export type SinceEntry = { since: string; atLeast: boolean; historyAsked: boolean }
export type SinceBook = ReadonlyMap<string, SinceEntry>

/** Key of a pod across sources. */
export function podKey(pod: { namespace: string; pod: string }): string {
  return `${pod.namespace}/${pod.pod}`
}

/** Key of one value of one gauge of one pod, under which its beginning is remembered. */
export function readingKey(reading: Pick<GaugeReading, 'metric' | 'namespace' | 'pod' | 'raw'>): string {
  return `${reading.metric}|${podKey(reading)}|${reading.raw}`
}
