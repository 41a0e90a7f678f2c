import { serviceForPodName, serviceForWorkload } from '@/lib/catalogue/services'
import type { GaugeReading, KubernetesData, PrometheusData, ServiceParts } from '@/lib/services/parts'
import { buildServiceRows } from '@/lib/services/rows'
import { type Reason, type ServiceRow, serviceRowSchema } from '@/lib/services/schema'
import type { SourceName, SourceState } from '@/lib/sources/schema'
import type { Pod, Workload } from '@/lib/workloads/schema'

/** The instant at which everything that these builders make is looked at. */
export const nowIso = '2026-11-20T12:00:00.000Z'
export const nowMs = Date.parse(nowIso)

export function secondsAgo(seconds: number): string {
  return new Date(nowMs - seconds * 1000).toISOString()
}

/** A pod that is ready for an hour, unless told otherwise. */
export function aPod(name: string, change: Partial<Pod> = {}): Pod {
  const workload = name.replace(/-[a-z0-9]{1,10}-[a-z0-9]{5}$|-[0-9]+$/, '')
  return {
    uid: `uid-${name}`,
    namespace: 'voice',
    name,
    service: serviceForPodName(name)?.id ?? null,
    workload,
    canary: workload.endsWith('-canary'),
    phase: 'Running',
    reason: null,
    message: null,
    ready: true,
    readyChangedAt: secondsAgo(3600),
    readyContainers: 2,
    totalContainers: 2,
    restarts: 0,
    lastTermination: null,
    createdAt: secondsAgo(3620),
    deleteDeadline: null,
    node: 'node-1',
    imageVersion: '100.0.1000006',
    ...change,
  }
}

/** A pod that is not ready, since ten minutes unless told otherwise. */
export function aBrokenPod(name: string, change: Partial<Pod> = {}): Pod {
  return aPod(name, { ready: false, readyContainers: 1, readyChangedAt: secondsAgo(600), ...change })
}

export function aWorkload(name: string, desiredReplicas: number, change: Partial<Workload> = {}): Workload {
  return {
    uid: `uid-${name}`,
    kind: 'Deployment',
    namespace: 'voice',
    name,
    service: serviceForWorkload(name)?.id ?? null,
    canary: name.endsWith('-canary'),
    desiredReplicas,
    readyReplicas: desiredReplicas,
    updatedReplicas: desiredReplicas,
    generation: 1,
    revision: '1',
    image: `registry.example/${name}:100.0.1000006`,
    imageVersion: '100.0.1000006',
    createdAt: secondsAgo(86_400),
    unavailableSince: null,
    ...change,
  }
}

export function aReading(metric: string, pod: string, raw: string, change: Partial<GaugeReading> = {}): GaugeReading {
  return { metric, namespace: 'voice', pod, raw, seriesCount: 1, ...change }
}

export function aSource(name: SourceName, change: Partial<SourceState> = {}): SourceState {
  return { region: 'default', name, status: 'ok', observedAt: nowIso, since: secondsAgo(7200), ...change }
}

/** A source that stopped answering five minutes ago. */
export function aFailingSource(name: SourceName, change: Partial<SourceState> = {}): SourceState {
  const error = { kind: 'network', message: `${name} refused the connection.`, at: nowIso } as const
  return aSource(name, { status: 'stale', observedAt: secondsAgo(300), since: secondsAgo(290), error, ...change })
}

type PartsChange = Partial<Omit<ServiceParts, 'prometheus' | 'kubernetes' | 'alerts'>> & {
  prometheus?: Partial<PrometheusData> | null
  prometheusState?: SourceState
  kubernetes?: Partial<KubernetesData> | null
  kubernetesState?: SourceState
  alerts?: ServiceParts['alerts']['data']
  alertsState?: SourceState
}

/** What one refresh knows: nothing wrong, nothing there, unless told. `null` is a source that never said anything. */
export function someParts(change: PartsChange = {}): ServiceParts {
  const { prometheus, prometheusState, kubernetes, kubernetesState, alerts, alertsState, ...rest } = change
  const noMetrics: PrometheusData = {
    gauges: [],
    versions: [],
    figures: [],
    portal: { codes: [], old: [], ageSeconds: null },
  }
  const noPods: KubernetesData = { pods: [], workloads: [], autoscalers: [], unread: [] }
  return {
    region: 'default',
    nowMs,
    prometheus: {
      state: prometheusState ?? aSource('prometheus'),
      data: prometheus === null ? null : { ...noMetrics, ...prometheus },
    },
    alerts: {
      state: alertsState ?? prometheusState ?? aSource('prometheus'),
      data: alerts === undefined ? (prometheus === null ? null : []) : alerts,
    },
    kubernetes: {
      state: kubernetesState ?? aSource('kubernetes'),
      data: kubernetes === null ? null : { ...noPods, ...kubernetes },
    },
    sparklines: new Map(),
    since: new Map(),
    unknownPodSince: new Map(),
    ...rest,
  }
}

/** Agent State with two ready pods in good health: the case that tests break in one place each. */
export const agentPods = ['voice-agent-59fd95d95c-fxwlc', 'voice-agent-59fd95d95c-sqqmm'] as const
export const [firstPod, secondPod] = agentPods
export const agentKubernetes = {
  pods: agentPods.map((name) => aPod(name)),
  workloads: [aWorkload('voice-agent', 2)],
}
export const agentHealthy = agentPods.map((pod) => aReading('agent_health_level', pod, '2'))

/** The row of one service, checked against the schema that travels. */
export function rowOf(parts: ServiceParts, serviceId = 'agent-state'): ServiceRow {
  const row = buildServiceRows(parts).find((candidate) => candidate.serviceId === serviceId)
  if (!row) throw new Error(`no row ${serviceId}`)
  return serviceRowSchema.parse(row)
}

/** A row's reasons as lines to compare. */
export function said(row: ServiceRow): string[] {
  return row.reasons.map(({ rule, status, text }) => `${status} ${rule}: ${text}`)
}

export function byRule(row: ServiceRow, rule: Reason['rule']): Reason[] {
  return row.reasons.filter((reason) => reason.rule === rule)
}
