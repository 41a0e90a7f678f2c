import type { Cluster } from './cluster'
import { newPod } from './pod'
import { templateHash } from './pod-template'
import {
  type Deployment,
  type DeploymentStatus,
  isActive,
  isReady,
  type Pod,
  type ReplicaSet,
  timestamp,
} from './shapes'
import { availableCondition, progressingCondition, replicaSetObject } from './workload-objects'

/** The deployment and replica set controllers: one pass, as far as it can go before pods change state. */
export function reconcileDeployment(cluster: Cluster, namespace: string, name: string): void {
  const deployment = cluster.store.get<Deployment>('deployments', namespace, name)
  if (!deployment) return
  const pods = cluster.pods.ofWorkload(namespace, name)
  const current = ensureReplicaSet(cluster, deployment)
  const sets = replicaSetsOf(cluster, deployment)
  rollOut(cluster, deployment, current, sets, pods)
  for (const set of replicaSetsOf(cluster, deployment)) {
    reconcileReplicaSet(
      cluster,
      set,
      pods.filter((pod) => isOwnedBy(pod, set)),
    )
  }
  writeStatus(cluster, deployment.metadata.namespace ?? '', name, current.metadata.name)
}

function isOwnedBy(pod: Pod, { metadata }: ReplicaSet): boolean {
  return pod.metadata.ownerReferences?.some(({ uid }) => uid === metadata.uid) ?? false
}

function replicaSetsOf({ store }: Cluster, { metadata }: Deployment): ReplicaSet[] {
  return store
    .all<ReplicaSet>('replicasets', metadata.namespace)
    .filter((set) => set.metadata.ownerReferences?.some(({ uid }) => uid === metadata.uid))
}

const revisionOf = (set: ReplicaSet) => Number(set.metadata.annotations?.['deployment.kubernetes.io/revision'] ?? 0)

/** The replica set of the present template; a new one starts at nought and becomes the newest revision. */
function ensureReplicaSet(cluster: Cluster, deployment: Deployment): ReplicaSet {
  const { store } = cluster
  const { namespace = '', name } = deployment.metadata
  const wanted = `${name}-${templateHash(name, deployment.spec.template)}`
  const existing = store.get<ReplicaSet>('replicasets', namespace, wanted)
  const revision = Math.max(0, ...replicaSetsOf(cluster, deployment).map(revisionOf))
  if (existing && revisionOf(existing) === revision) return existing
  const next = String(revision + 1)
  const set = existing
    ? store.update('replicasets', withAnnotation(existing, 'deployment.kubernetes.io/revision', next))
    : store.create(
        'replicasets',
        replicaSetObject(deployment, {
          template: deployment.spec.template,
          replicas: 0,
          revision: revision + 1,
          maxReplicas: deployment.spec.replicas + surgeOf(deployment),
        }),
      )
  const fresh = store.get<Deployment>('deployments', namespace, name) ?? deployment
  store.update('deployments', withAnnotation(fresh, 'deployment.kubernetes.io/revision', next))
  return set as ReplicaSet
}

function withAnnotation<T extends Deployment | ReplicaSet>(object: T, key: string, value: string): T {
  return {
    ...object,
    metadata: { ...object.metadata, annotations: { ...object.metadata.annotations, [key]: value } },
  }
}

const percentOf = (text: string | undefined) => Number.parseInt(text ?? '25', 10) / 100
const surgeOf = ({ spec }: Deployment) => Math.ceil(spec.replicas * percentOf(spec.strategy?.rollingUpdate?.maxSurge))
const unavailableOf = ({ spec }: Deployment) =>
  Math.floor(spec.replicas * percentOf(spec.strategy?.rollingUpdate?.maxUnavailable))

/** Moves replicas from old sets to the present one, never more nor fewer than the strategy allows. */
function rollOut(
  cluster: Cluster,
  deployment: Deployment,
  current: ReplicaSet,
  sets: readonly ReplicaSet[],
  pods: readonly Pod[],
): void {
  const wanted = deployment.spec.replicas
  const old = sets.filter((set) => set.metadata.uid !== current.metadata.uid && set.spec.replicas > 0)
  const oldTotal = old.reduce((sum, set) => sum + set.spec.replicas, 0)
  const room = Math.max(0, wanted + surgeOf(deployment) - oldTotal - current.spec.replicas)
  const grown = old.length === 0 ? wanted : Math.min(wanted, current.spec.replicas + room)
  if (grown !== current.spec.replicas) scaleReplicaSet(cluster, deployment, current, grown)
  const available = pods.filter((pod) => isActive(pod) && isReady(pod)).length
  let spare = available - (wanted - unavailableOf(deployment))
  for (const set of old) {
    const unready = pods.filter((pod) => isActive(pod) && !isReady(pod) && isOwnedBy(pod, set)).length
    const less = Math.min(set.spec.replicas, unready + Math.max(0, spare))
    if (less === 0) continue
    spare -= less - unready
    scaleReplicaSet(cluster, deployment, set, set.spec.replicas - less)
  }
}

function scaleReplicaSet(cluster: Cluster, deployment: Deployment, set: ReplicaSet, replicas: number): void {
  const before = set.spec.replicas
  cluster.store.update('replicasets', { ...set, spec: { ...set.spec, replicas } })
  cluster.events.record('deployments', deployment, {
    type: 'Normal',
    reason: 'ScalingReplicaSet',
    message: `Scaled ${replicas > before ? 'up' : 'down'} replica set ${set.metadata.name} from ${before} to ${replicas}`,
    component: 'deployment-controller',
  })
}

function reconcileReplicaSet(cluster: Cluster, set: ReplicaSet, pods: readonly Pod[]): void {
  const { store, events } = cluster
  const active = pods.filter(isActive)
  const component = 'replicaset-controller'
  for (let missing = set.spec.replicas - active.length; missing > 0; missing--) {
    const { namespace = '' } = set.metadata
    const { template } = set.spec
    const pod = newPod({
      name: '',
      namespace,
      labels: template.metadata.labels,
      template,
      owner: { kind: 'ReplicaSet', object: set },
    })
    const created = store.create('pods', pod)
    const message = `Created pod: ${created.metadata.name}`
    events.record('replicasets', set, { type: 'Normal', reason: 'SuccessfulCreate', message, component })
  }
  for (const pod of surplus(cluster, active, active.length - set.spec.replicas)) {
    store.delete('pods', pod.metadata.namespace ?? '', pod.metadata.name)
    const message = `Deleted pod: ${pod.metadata.name}`
    events.record('replicasets', set, { type: 'Normal', reason: 'SuccessfulDelete', message, component })
  }
  writeReplicaSetStatus(cluster, set)
}

/** Whom to let go first: pods that are not ready, then the highest slots. */
function surplus(cluster: Cluster, active: readonly Pod[], count: number): Pod[] {
  if (count <= 0) return []
  const sorted = active.toSorted(
    (a, b) => Number(isReady(a)) - Number(isReady(b)) || cluster.pods.slotOf(b) - cluster.pods.slotOf(a),
  )
  return sorted.slice(0, count)
}

function writeReplicaSetStatus({ store, pods }: Cluster, { metadata }: ReplicaSet): void {
  const set = store.get<ReplicaSet>('replicasets', metadata.namespace ?? '', metadata.name)
  if (!set) return
  const owned = pods.ofWorkload(metadata.namespace ?? '', nameOfOwner(set)).filter((pod) => isOwnedBy(pod, set))
  const active = owned.filter(isActive)
  const ready = active.filter(isReady).length
  const counts = active.length > 0 ? { fullyLabeledReplicas: active.length } : {}
  store.update('replicasets', {
    ...set,
    status: {
      replicas: active.length,
      ...counts,
      ...(ready > 0 ? { readyReplicas: ready, availableReplicas: ready } : {}),
      terminatingReplicas: owned.length - active.length,
      observedGeneration: set.metadata.generation ?? 1,
    },
  })
}

const nameOfOwner = (set: ReplicaSet) => set.metadata.ownerReferences?.[0]?.name ?? ''

function writeStatus(cluster: Cluster, namespace: string, name: string, currentSet: string): void {
  const { store, pods } = cluster
  const deployment = store.get<Deployment>('deployments', namespace, name)
  const set = store.get<ReplicaSet>('replicasets', namespace, currentSet)
  if (!deployment || !set) return
  const owned = pods.ofWorkload(namespace, name)
  const active = owned.filter(isActive)
  const counts = {
    replicas: active.length,
    updated: active.filter((pod) => isOwnedBy(pod, set)).length,
    ready: active.filter(isReady).length,
    terminating: owned.length - active.length,
  }
  const status = deploymentStatus(deployment, counts, currentSet, cluster.now())
  store.update('deployments', { ...deployment, status })
}

interface Counts {
  replicas: number
  updated: number
  ready: number
  terminating: number
}

function deploymentStatus(
  deployment: Deployment,
  { replicas, updated, ready, terminating }: Counts,
  currentSet: string,
  nowMs: number,
): DeploymentStatus {
  const wanted = deployment.spec.replicas
  const missing = Math.max(0, wanted - ready)
  return {
    observedGeneration: deployment.metadata.generation ?? 1,
    ...(replicas > 0 ? { replicas } : {}),
    ...(updated > 0 ? { updatedReplicas: updated } : {}),
    ...(ready > 0 ? { readyReplicas: ready, availableReplicas: ready } : {}),
    ...(missing > 0 ? { unavailableReplicas: missing } : {}),
    terminatingReplicas: terminating,
    conditions: deploymentConditions(deployment, {
      isAvailable: ready >= wanted - unavailableOf(deployment),
      isComplete: updated === wanted && replicas === wanted && ready === wanted,
      currentSet,
      nowMs,
    }),
  }
}

interface Progress {
  isAvailable: boolean
  isComplete: boolean
  currentSet: string
  nowMs: number
}

/** Conditions keep their times while they say the same. A roll-out that was complete once stays so while pods come back. */
function deploymentConditions(deployment: Deployment, { isAvailable, isComplete, currentSet, nowMs }: Progress) {
  const before = deployment.status.conditions ?? []
  const available = availableCondition(isAvailable, nowMs)
  const progressing = before.find(({ type }) => type === 'Progressing')
  const wasComplete =
    progressing?.reason === 'NewReplicaSetAvailable' && progressing.message?.includes(`"${currentSet}"`) === true
  const sinceMs = progressing ? Date.parse(progressing.lastTransitionTime) : nowMs
  const next = progressingCondition(currentSet, isComplete || wasComplete ? 'complete' : 'underway', {
    sinceMs,
    nowMs,
  })
  return [available, next].map((condition) => {
    const old = before.find(({ type }) => type === condition.type)
    const isSame = old?.status === condition.status && old.reason === condition.reason
    if (isSame && old.message === condition.message) return old
    const lastTransitionTime = old?.status === condition.status ? old.lastTransitionTime : timestamp(nowMs)
    return { ...condition, lastTransitionTime }
  })
}
