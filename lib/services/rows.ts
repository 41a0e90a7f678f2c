import { statusRank, worstStatus } from '@/lib/catalogue/model'
import type { Service } from '@/lib/catalogue/schema'
import { services } from '@/lib/catalogue/services'
import type { SourceState } from '@/lib/sources/schema'
import { countReplicas } from '@/lib/workloads/model'
import type { Pod } from '@/lib/workloads/schema'
import { alertReasons, countAlerts } from './alert-reasons'
import { gaugeReasons } from './gauge-reasons'
import { serviceOfReading } from './gauges'
import { serviceRowId } from './model'
import { type GaugeReading, type Part, podKey, type ServiceParts, type VersionReading } from './parts'
import { podReasons } from './pod-reasons'
import { portalReasons } from './portal-reasons'
import { inRegion } from './region-link'
import type { KeyFigureReading, Reason, ServiceRow, ServiceVersion } from './schema'
import { unreadOf } from './unread'

/** `degraded` is a source that answers in part: what it said is of now. */
const isFresh = ({ status }: SourceState) => status === 'ok' || status === 'degraded'

/** What is missing because a source fails: stale where it spoke before, unknown where it never did or tells but a part. */
function sourceReason(name: 'prometheus' | 'kubernetes', part: Part<unknown>, what: string): Reason[] {
  const { state } = part
  if (state.status === 'ok' || state.status === 'paused') return []
  const cause = state.error?.message ?? `${name === 'prometheus' ? 'Prometheus' : 'Kubernetes'} has not answered yet.`
  const heard = part.data !== null
  const consequence = isFresh(state) ? 'incomplete' : heard ? 'as last heard' : 'unknown'
  return [
    {
      id: `source:${name}`,
      source: name,
      rule: 'source',
      status: heard && !isFresh(state) ? 'stale' : 'unknown',
      text: `${cause} ${what} ${consequence}.`,
      since: state.since,
      sinceAtLeast: false,
      link: '/sources',
    },
  ]
}

/**
 * Worst first; among equals what was measured before the alerts that follow from it, then what has lasted longest, then by id
 * so that equal reasons never swap places.
 */
function compareReasons(a: Reason, b: Reason): number {
  return (
    statusRank(a.status) - statusRank(b.status) ||
    Number(a.rule === 'alert') - Number(b.rule === 'alert') ||
    (a.since ?? '9').localeCompare(b.since ?? '9') ||
    a.id.localeCompare(b.id)
  )
}

function portalRowReasons(parts: ServiceParts): Reason[] {
  const { prometheus } = parts
  const told = prometheus.data
    ? portalReasons(prometheus.data.portal, isFresh(prometheus.state), parts.nowMs, parts.since)
    : []
  return [...told, ...sourceReason('prometheus', prometheus, 'Portal statuses are')]
}

function workloadRowReasons(service: Service, parts: ServiceParts, own: Own): Reason[] {
  const { prometheus, kubernetes, nowMs } = parts
  const fromGauges = prometheus.data
    ? gaugeReasons({
        service,
        readings: own.readings,
        pods: isFresh(kubernetes.state) ? own.pods.filter((pod) => !own.unread.pods.has(pod.namespace)) : null,
        fresh: isFresh(prometheus.state),
        since: parts.since,
        unknownPodSince: parts.unknownPodSince,
        nowMs,
      })
    : []
  const fromPods = kubernetes.data ? podReasons({ ...own, service, fresh: isFresh(kubernetes.state), nowMs }) : []
  const speaks = service.metrics.length > 0
  return [
    ...fromGauges,
    ...fromPods,
    ...sourceReason('prometheus', prometheus, speaks ? 'Health and alerts are' : 'Alerts are'),
    ...(isPodSourceWhole(parts, own) ? [] : sourceReason('kubernetes', kubernetes, 'Pods are')),
  ]
}

type Own = ReturnType<typeof ownParts>

/** A Kubernetes that answers in part is whole for a service none of whose pods can be in the part that is missing. */
function isPodSourceWhole({ kubernetes }: ServiceParts, { unread }: Own): boolean {
  return kubernetes.state.status === 'degraded' && unread.pods.size + unread.workloads.size === 0
}

function ownParts(service: Service, parts: ServiceParts, readings: readonly GaugeReading[]) {
  const mine = <Item extends { service: string | null }>(items: readonly Item[] | undefined) =>
    (items ?? []).filter((item) => item.service === service.id)
  const pods = mine(parts.kubernetes.data?.pods)
  const workloads = mine(parts.kubernetes.data?.workloads)
  return {
    readings,
    pods,
    workloads,
    unread: unreadOf(service, parts.kubernetes.data?.unread ?? [], { pods, workloads }),
    alerts: mine(parts.alerts.data ?? undefined),
  }
}

/** Versions by pods: what the service reports, else the tag of its image. */
export function countVersions(pods: readonly Pod[], reported: readonly VersionReading[]): ServiceVersion[] {
  const byPod = new Map(reported.map((reading) => [podKey(reading), reading.version]))
  const counts = new Map<string, ServiceVersion>()
  for (const pod of pods) {
    if (pod.deleteDeadline !== null) continue
    const said = byPod.get(podKey({ namespace: pod.namespace, pod: pod.name }))
    const version = said ?? pod.imageVersion
    if (version === null) continue
    const key = `${version}|${pod.canary}`
    const known = counts.get(key)
    // One pod that reports it is proof enough of what the tags of the others say.
    const source = said === undefined ? (known?.source ?? 'kubernetes') : 'prometheus'
    counts.set(key, { version, canary: pod.canary, source, podCount: (known?.podCount ?? 0) + 1 })
  }
  return [...counts.values()].sort((a, b) => b.podCount - a.podCount || a.version.localeCompare(b.version))
}

/** Three significant digits: what follows them is the noise of the rate, and would make every refresh a change. */
function roundFigure(value: number): number | null {
  return Number.isFinite(value) ? Number(value.toPrecision(3)) : null
}

function keyFigure(service: Service, parts: ServiceParts): KeyFigureReading | null {
  if (!service.keyFigure) return null
  const { metric, label, unit } = service.keyFigure
  const reading = parts.prometheus.data?.figures.find((figure) => figure.metric === metric)
  return {
    metric,
    label,
    unit,
    value: reading ? roundFigure(reading.value) : null,
    sparkline: parts.sparklines.get(metric) ?? [],
  }
}

function buildRow(service: Service, parts: ServiceParts, readings: readonly GaugeReading[]): ServiceRow {
  const own = ownParts(service, parts, readings)
  const told = service.workload === null ? portalRowReasons(parts) : workloadRowReasons(service, parts, own)
  const alerts = alertReasons(service.id, own.alerts, isFresh(parts.alerts.state))
  // Rules are read apart from the gauges: when only they fail, nobody else says so.
  const alertSource = isFresh(parts.prometheus.state) ? sourceReason('prometheus', parts.alerts, 'Alerts are') : []
  const said = [...told, ...alerts, ...alertSource].sort(compareReasons)
  const reasons = (said.length > 0 ? said : [silence(service)]).map((reason) => ({
    ...reason,
    link: inRegion(reason.link, parts.region),
  }))
  const versions = countVersions(own.pods, parts.prometheus.data?.versions ?? [])
  return {
    id: serviceRowId(parts.region, service.id),
    serviceId: service.id,
    region: parts.region,
    name: service.name,
    aliases: [...service.aliases, ...(service.workload ? [service.workload.container] : [])],
    hasPods: service.workload !== null,
    status: worstStatus(reasons.map((reason) => reason.status)),
    reasons,
    pods:
      service.workload === null || parts.kubernetes.data === null
        ? null
        : countReplicas(own.workloads, own.pods, own.unread),
    versions,
    versionSkew: new Set(versions.filter((version) => !version.canary).map(({ version }) => version)).size > 1,
    keyFigure: keyFigure(service, parts),
    alerts: parts.alerts.data === null ? null : countAlerts(own.alerts),
  }
}

/** Nobody said anything, good or bad, although everybody answered. */
function silence(service: Service): Reason {
  const text = 'No source says anything about it'
  const bare = { since: null, sinceAtLeast: false, link: `/services/${service.id}` }
  return { ...bare, id: 'silence', source: 'prometheus', rule: 'no-series', status: 'no-data', text }
}

/** The rows of one region, in catalogue order: one for each service, whatever the sources say. */
export function buildServiceRows(parts: ServiceParts): ServiceRow[] {
  const readings = new Map<string, GaugeReading[]>(services.map((service) => [service.id, []]))
  for (const reading of parts.prometheus.data?.gauges ?? []) {
    const service = serviceOfReading(reading)
    if (service) readings.get(service.id)?.push(reading)
  }
  return services.map((service) => buildRow(service, parts, readings.get(service.id) ?? []))
}

/** Keys of pods that Prometheus speaks of and Kubernetes, which answers, does not know. */
export function unknownPodKeys(gauges: readonly GaugeReading[], pods: readonly Pod[]): string[] {
  const known = new Set(pods.map((pod) => podKey({ namespace: pod.namespace, pod: pod.name })))
  return [...new Set(gauges.filter((reading) => reading.pod !== '').map(podKey))].filter((key) => !known.has(key))
}
