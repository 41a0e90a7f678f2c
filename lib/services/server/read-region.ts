import 'server-only'
import type { Region } from '@/lib/env/regions'
import type { ClusterSnapshot } from '@/lib/kubernetes/cluster'
import { clusterView } from '@/lib/kubernetes/instance'
import type { SourceTracker } from '@/lib/live/source'
import type { PrometheusClient } from '@/lib/prometheus/client'
import { prometheus } from '@/lib/prometheus/instance'
import { sharedRules } from '@/lib/prometheus/shared-rules'
import { readCluster } from '@/lib/workloads/model'
import { toFigureReadings, toFiringAlerts, toGaugeReadings, toPortalReading, toVersionReadings } from '../adapter'
import type { KubernetesData, PrometheusData, ServiceParts } from '../parts'
import { figureQuery, gaugeQuery, portalQuery, versionQuery } from '../promql'
import { unknownPodKeys } from '../rows'
import { updateUnknownPods } from '../since'
import { portalScope } from './portal-scope'
import { type Moment, refreshSince, refreshSparklines } from './refresh-memory'
import { regionMemory } from './region-memory'

/** The four questions of each refresh, however many services, pods and tenants there are. */
async function readPrometheus(
  client: PrometheusClient,
  { id, kubernetes }: Region,
  signal: AbortSignal,
): Promise<PrometheusData> {
  const namespaces = kubernetes?.namespaces ?? null
  const [gauges, versions, figures, portal] = await Promise.all([
    client.query(gaugeQuery(namespaces), { signal }),
    client.query(versionQuery(namespaces), { signal }),
    client.query(figureQuery(namespaces), { signal }),
    client.query(portalQuery(portalScope(id)), { signal }),
  ])
  return {
    gauges: toGaugeReadings(gauges.series),
    versions: toVersionReadings(versions.series),
    figures: toFigureReadings(figures.series),
    portal: toPortalReading(portal.series),
  }
}

/** Only what pods and workloads need counts here: events that may not be read are no trouble of a service. */
function podProblems(snapshot: ClusterSnapshot) {
  return snapshot.problems.flatMap(({ namespace, resource, error }) =>
    resource === 'pods' || resource === 'deployments' || resource === 'statefulsets'
      ? [{ namespace, resource, error }]
      : [],
  )
}

function toKubernetesData(snapshot: ClusterSnapshot): KubernetesData {
  const unread = podProblems(snapshot).map(({ namespace, resource }) => ({ namespace, resource }))
  return { ...readCluster(snapshot), unread }
}

/** Everything known of a region now. A source that fails is a state in the answer, never a throw. */
export async function readRegion(region: Region, tracker: SourceTracker, moment: Moment): Promise<ServiceParts> {
  const memory = regionMemory(region.id)
  const client = prometheus(region.id)
  const view = clusterView(region.id)
  const namespaces = region.kubernetes?.namespaces ?? null
  const source = { region: region.id, name: 'prometheus' } as const
  const [metrics, rules, cluster] = await Promise.all([
    tracker.read(source, client && (() => readPrometheus(client, region, moment.signal)), { part: 'gauges' }),
    tracker.read(source, client && (() => sharedRules(region.id).read()), { part: 'rules' }),
    tracker.read({ region: region.id, name: 'kubernetes' }, view && (() => view.read()), {
      partial: (snapshot) => podProblems(snapshot)[0]?.error,
    }),
  ])
  const kubernetes = cluster.value ? toKubernetesData(cluster.value) : null
  if (client && metrics.value && metrics.state.status === 'ok') {
    // Only a Kubernetes that answers, and in whole, can fail to know a pod.
    const asking = (part: string, ask: () => Promise<void>) => tracker.read(source, ask, { part })
    const whole = kubernetes && cluster.state.status === 'ok'
    const unknown = whole ? unknownPodKeys(metrics.value.gauges, kubernetes.pods) : []
    const before = memory.since && { pods: memory.unknownPodSince, observedAt: memory.since.observedAt }
    memory.unknownPodSince = updateUnknownPods(before, unknown, new Date(moment.nowMs).toISOString())
    await Promise.all([
      refreshSince({ memory, client, asking, moment }, metrics.value),
      refreshSparklines({ memory, client, asking, moment }, namespaces),
    ])
  }
  const parts: ServiceParts = {
    region: region.id,
    nowMs: moment.nowMs,
    prometheus: { state: metrics.state, data: metrics.value ?? null },
    alerts: { state: rules.state, data: rules.value ? toFiringAlerts(rules.value) : null },
    kubernetes: { state: cluster.state, data: kubernetes },
    sparklines: memory.sparklines.byMetric,
    since: memory.since?.book ?? new Map(),
    unknownPodSince: memory.unknownPodSince,
  }
  memory.parts = parts
  memory.ruleGroups = rules.value ?? null
  return parts
}
