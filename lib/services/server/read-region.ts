import 'server-only'
import { env } from '@/lib/env/env'
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
import { type Moment, refreshSince, refreshSparklines } from './refresh-memory'
import { regionMemory } from './region-memory'

/** A probe that has missed this many pushes is dead. */
const missedProbes = 3

/** The four questions of each refresh, however many services, pods and tenants there are. */
async function readPrometheus(
  client: PrometheusClient,
  namespaces: readonly string[] | null,
  signal: AbortSignal,
): Promise<PrometheusData> {
  const [gauges, versions, figures, portal] = await Promise.all([
    client.query(gaugeQuery(namespaces), { signal }),
    client.query(versionQuery(namespaces), { signal }),
    client.query(figureQuery(namespaces), { signal }),
    client.query(portalQuery, { signal }),
  ])
  return {
    gauges: toGaugeReadings(gauges.series),
    versions: toVersionReadings(versions.series),
    figures: toFigureReadings(figures.series),
    portal: toPortalReading(portal.series, env().PROBE_INTERVAL_SECONDS * missedProbes),
  }
}

const podResources = new Set(['pods', 'deployments', 'statefulsets'])

/** Only what pods and workloads need counts here: events that may not be read are no trouble of a service. */
function podProblems(snapshot: ClusterSnapshot) {
  return snapshot.problems.filter((problem) => podResources.has(problem.resource))
}

function toKubernetesData(snapshot: ClusterSnapshot): KubernetesData {
  const brokenNamespaces = [...new Set(podProblems(snapshot).map((problem) => problem.namespace))]
  return { ...readCluster(snapshot), brokenNamespaces }
}

/** Everything known of a region now. A source that fails is a state in the answer, never a throw. */
export async function readRegion(region: Region, tracker: SourceTracker, moment: Moment): Promise<ServiceParts> {
  const memory = regionMemory(region.id)
  const client = prometheus(region.id)
  const view = clusterView(region.id)
  const namespaces = region.kubernetes?.namespaces ?? null
  const source = { region: region.id, name: 'prometheus' } as const
  const [metrics, rules, cluster] = await Promise.all([
    tracker.read(source, client && (() => readPrometheus(client, namespaces, moment.signal)), { part: 'gauges' }),
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
    memory.unknownPodSince = updateUnknownPods(memory.unknownPodSince, unknown, new Date(moment.nowMs).toISOString())
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
