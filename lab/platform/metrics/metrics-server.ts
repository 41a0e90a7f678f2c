import type { RequestListener, ServerResponse } from 'node:http'
import { setImmediate as yieldToOthers } from 'node:timers/promises'
import { type Cluster, placeOf } from '../cluster/cluster'
import { isReady, mainContainer, type Pod, workloadNameOf } from '../cluster/shapes'
import { addContainerSeries, containerFamilies } from './container-series'
import { FamilyBuffer, textContentType } from './exposition'
import { addPodSeries, podFamilies } from './kube-pod-series'
import { addWorkloadSeries, helpOf, workloadFamilies } from './kube-workload-series'
import { type MeasuredPod, renderPodMetrics } from './service-metrics'
import { cadvisorPath, isScraped, kubeStatePath } from './targets'

/** Pods written between two pauses: a scrape of thousands must not hold up the other servers of the process. */
const podsPerTurn = 150

/** What the pod's `/metrics` would speak of; undefined while its main container does not run. */
export function measuredPod(cluster: Cluster, pod: Pod): MeasuredPod | undefined {
  const { namespace = '', name } = pod.metadata
  const spec = cluster.world.workload(namespace, workloadNameOf(pod))
  const container = mainContainer(pod)
  const startedAt = container?.state.running?.startedAt
  if (!spec || !container || !startedAt || !isScraped(spec)) return undefined
  return {
    namespace,
    name,
    spec,
    slot: cluster.pods.slotOf(pod),
    version: container.image.split(':').at(-1) ?? '',
    startedMs: Date.parse(startedAt),
    isStarting: !isReady(pod) && cluster.faults.podFault(placeOf(cluster, pod)) === undefined,
  }
}

export async function renderKubeState(cluster: Cluster): Promise<string> {
  const buffer = new FamilyBuffer()
  for (const [name, type, help] of podFamilies) buffer.define(name, type, help)
  for (const name of workloadFamilies) buffer.define(name, 'gauge', helpOf(name))
  await forEachPod(cluster, (pod) => addPodSeries(buffer, pod))
  addWorkloadSeries(buffer, cluster.store)
  return buffer.toString()
}

export async function renderContainers(cluster: Cluster, timeMs: number): Promise<string> {
  const buffer = new FamilyBuffer()
  for (const [name, type, help] of containerFamilies) buffer.define(name, type, help)
  await forEachPod(cluster, (pod) => addContainerSeries(buffer, cluster, pod, timeMs))
  return buffer.toString()
}

async function forEachPod({ store }: Cluster, visit: (pod: Pod) => void): Promise<void> {
  const pods = store.all<Pod>('pods')
  for (let start = 0; start < pods.length; start += podsPerTurn) {
    for (const pod of pods.slice(start, start + podsPerTurn)) visit(pod)
    if (start + podsPerTurn < pods.length) await yieldToOthers()
  }
}

/** Serves every pod's metrics and both exporters. A pod that does not listen gets its connection cut. */
export function metricsHandler(cluster: Cluster): RequestListener {
  return (request, response) => {
    const path = (request.url ?? '/').split('?')[0] ?? '/'
    if (path === kubeStatePath) answerLater(response, renderKubeState(cluster))
    else if (path === cadvisorPath) answerLater(response, renderContainers(cluster, cluster.now()))
    else answerPod(cluster, path, response)
  }
}

function answerPod(cluster: Cluster, path: string, response: ServerResponse): void {
  const [, namespace, name] = /^\/pods\/([^/]+)\/([^/]+)\/metrics$/.exec(path) ?? []
  const pod = namespace && name ? cluster.store.get<Pod>('pods', namespace, name) : undefined
  const measured = pod && measuredPod(cluster, pod)
  if (!measured) {
    response.socket?.resetAndDestroy()
    return
  }
  send(response, renderPodMetrics(cluster, measured, cluster.now()))
}

function answerLater(response: ServerResponse, rendering: Promise<string>): void {
  rendering.then(
    (text) => send(response, text),
    (error: unknown) => {
      console.error('metrics', error)
      response.writeHead(500).end()
    },
  )
}

function send(response: ServerResponse, text: string): void {
  response.writeHead(200, { 'content-type': textContentType })
  response.end(text)
}
