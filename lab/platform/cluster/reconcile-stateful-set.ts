import type { Cluster } from './cluster'
import { statefulPodLabels } from './initial-state'
import { newPod } from './pod'
import { templateHash } from './pod-template'
import { isActive, isReady, type Pod, type StatefulSet } from './shapes'

/** The stateful set controller, with pods managed in parallel as the guide's charts ask. */
export function reconcileStatefulSet(cluster: Cluster, namespace: string, name: string): void {
  const set = cluster.store.get<StatefulSet>('statefulsets', namespace, name)
  if (!set) return
  const revision = `${name}-${templateHash(name, set.spec.template)}`
  const pods = new Map(cluster.pods.ofWorkload(namespace, name).map((pod) => [pod.metadata.name, pod]))
  createMissing(cluster, set, revision, pods)
  for (const pod of pods.values()) {
    if (ordinalOf(pod) >= set.spec.replicas && isActive(pod)) deletePod(cluster, set, pod)
  }
  if (set.spec.updateStrategy.type === 'RollingUpdate') updateNext(cluster, set, revision, pods)
  writeStatus(cluster, namespace, name, revision)
}

const ordinalOf = (pod: Pod) => Number(pod.metadata.labels?.['apps.kubernetes.io/pod-index'] ?? 0)
const revisionOf = (pod: Pod) => pod.metadata.labels?.['controller-revision-hash']

function createMissing(cluster: Cluster, set: StatefulSet, revision: string, pods: ReadonlyMap<string, Pod>): void {
  const { namespace = '' } = set.metadata
  const { template } = set.spec
  for (let ordinal = 0; ordinal < set.spec.replicas; ordinal++) {
    const name = `${set.metadata.name}-${ordinal}`
    // A pod keeps its name: its successor waits until it has gone.
    if (pods.has(name)) continue
    const labels = statefulPodLabels(template, name, ordinal, revision)
    cluster.store.create(
      'pods',
      newPod({ name, namespace, labels, template, owner: { kind: 'StatefulSet', object: set } }),
    )
    tell(cluster, set, 'SuccessfulCreate', `Create Pod ${name} in StatefulSet ${set.metadata.name} successful`)
  }
}

function deletePod(cluster: Cluster, set: StatefulSet, pod: Pod): void {
  const { namespace = '', name } = pod.metadata
  cluster.store.delete('pods', namespace, name)
  tell(cluster, set, 'SuccessfulDelete', `Delete Pod ${name} in StatefulSet ${set.metadata.name} successful`)
}

/** From the highest ordinal down, one at a time, each ready before the next. */
function updateNext(cluster: Cluster, set: StatefulSet, revision: string, pods: ReadonlyMap<string, Pod>): void {
  const sorted = [...pods.values()].toSorted((a, b) => ordinalOf(b) - ordinalOf(a))
  const outdated = sorted.find((pod) => revisionOf(pod) !== revision && isActive(pod))
  if (!outdated) return
  const isQuiet =
    pods.size >= set.spec.replicas && sorted.every((pod) => pod === outdated || (isActive(pod) && isReady(pod)))
  if (isQuiet) deletePod(cluster, set, outdated)
}

function tell(cluster: Cluster, set: StatefulSet, reason: string, message: string): void {
  cluster.events.record('statefulsets', set, { type: 'Normal', reason, message, component: 'statefulset-controller' })
}

function writeStatus({ store, pods }: Cluster, namespace: string, name: string, updateRevision: string): void {
  const set = store.get<StatefulSet>('statefulsets', namespace, name)
  if (!set) return
  const active = pods.ofWorkload(namespace, name).filter(isActive)
  const ready = active.filter(isReady).length
  const updated = active.filter((pod) => revisionOf(pod) === updateRevision).length
  const isComplete = updated === active.length && active.length === set.spec.replicas
  const currentRevision = isComplete ? updateRevision : set.status.currentRevision
  const current = active.filter((pod) => revisionOf(pod) === currentRevision).length
  store.update('statefulsets', {
    ...set,
    status: {
      observedGeneration: set.metadata.generation ?? 1,
      replicas: active.length,
      ...(ready > 0 ? { readyReplicas: ready } : {}),
      ...(current > 0 ? { currentReplicas: current } : {}),
      ...(updated > 0 ? { updatedReplicas: updated } : {}),
      currentRevision,
      updateRevision,
      collisionCount: 0,
      availableReplicas: ready,
    },
  })
}
