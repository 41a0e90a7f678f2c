import type { KubernetesObject, ObjectMetadata } from '@/lab/kubernetes-api/store'
import { podManagedFields } from './managed-fields'
import { sharedPodSpec } from './pod-template'
import type { Condition, ContainerStatus, Pod, PodTemplate, Terminated } from './shapes'
import { timestamp } from './shapes'

/** Pure steps in a pod's life: each takes a pod and returns the next, sharing what did not change. */

export interface PodOwner {
  kind: 'ReplicaSet' | 'StatefulSet'
  object: KubernetesObject
}

export function ownerReference({ kind, object }: { kind: string; object: KubernetesObject }, apiVersion = 'apps/v1') {
  return {
    apiVersion,
    kind,
    name: object.metadata.name,
    uid: object.metadata.uid ?? '',
    controller: true,
    blockOwnerDeletion: true,
  }
}

interface NewPod {
  /** Full name for StatefulSets; empty for ReplicaSets, whose pods get a generated one. */
  name: string
  namespace: string
  labels: Record<string, string>
  template: PodTemplate
  owner: PodOwner
}

/** As its controller creates it: pending, on no node yet. */
export function newPod({ name, namespace, labels, template, owner }: NewPod): Pod {
  const isStateful = owner.kind === 'StatefulSet'
  const metadata: ObjectMetadata = {
    name,
    generateName: `${owner.object.metadata.name}-`,
    namespace,
    labels,
    annotations: template.metadata.annotations,
    ownerReferences: [ownerReference(owner)],
    managedFields: [...podManagedFields(template, owner.object)],
  }
  const spec = { ...sharedPodSpec(template), ...(isStateful ? { hostname: name, subdomain: labels.servicename } : {}) }
  return { metadata, spec, status: { phase: 'Pending', qosClass: 'Burstable' } }
}

const condition = (type: string, status: Condition['status'], timeMs: number, more: Partial<Condition> = {}) => ({
  type,
  status,
  lastProbeTime: null,
  lastTransitionTime: timestamp(timeMs),
  ...more,
})

/** Replaces conditions of the same type; one whose status stays keeps its transition time. */
function withConditions(pod: Pod, changed: readonly Condition[]): Condition[] {
  const before = pod.status.conditions ?? []
  const replaced = changed.map((next) => {
    const old = before.find(({ type }) => type === next.type)
    return old?.status === next.status ? { ...next, lastTransitionTime: old.lastTransitionTime } : next
  })
  const types = new Set(replaced.map(({ type }) => type))
  return [...before.filter(({ type }) => !types.has(type)), ...replaced]
}

export function unschedulablePod(pod: Pod, message: string, nowMs: number): Pod {
  const conditions = withConditions(pod, [
    condition('PodScheduled', 'False', nowMs, { reason: 'Unschedulable', message }),
  ])
  return { ...pod, status: { ...pod.status, conditions } }
}

export interface PodPlace {
  nodeName: string
  hostIP: string
}

const notReady = (pod: Pod, nowMs: number, names: readonly string[], hasStarted: boolean): Condition[] => {
  const more = {
    reason: 'ContainersNotReady',
    message: `containers with unready status: [${names.join(' ')}]`,
  }
  return withConditions(pod, [
    condition('Initialized', 'True', nowMs),
    ...(hasStarted ? [] : [condition('PodScheduled', 'True', nowMs)]),
    condition('ContainersReady', 'False', nowMs, more),
    condition('Ready', 'False', nowMs, more),
  ])
}

/** On a node; containers are being created. */
export function scheduledPod(pod: Pod, { nodeName, hostIP }: PodPlace, nowMs: number): Pod {
  const { containers } = pod.spec
  const containerStatuses = containers.map<ContainerStatus>(({ name, image }) => ({
    name,
    state: { waiting: { reason: 'ContainerCreating' } },
    lastState: {},
    ready: false,
    restartCount: 0,
    image,
    imageID: '',
    started: false,
  }))
  const names = containers.map(({ name }) => name)
  return {
    ...pod,
    spec: { ...pod.spec, nodeName },
    status: {
      phase: 'Pending',
      conditions: notReady(pod, nowMs, names, false),
      hostIP,
      startTime: timestamp(nowMs),
      containerStatuses,
      qosClass: 'Burstable',
    },
  }
}

/** Containers run; readiness is still to come. */
export function startedPod(pod: Pod, podIP: string, nowMs: number): Pod {
  const startedAt = timestamp(nowMs)
  const containerStatuses = pod.status.containerStatuses?.map<ContainerStatus>((container) => ({
    ...container,
    state: { running: { startedAt } },
    ready: false,
    started: true,
  }))
  return { ...pod, status: { ...pod.status, phase: 'Running', podIP, podIPs: [{ ip: podIP }], containerStatuses } }
}

/** Sets which containers are ready, and the pod's conditions from them. */
export function withReadiness(pod: Pod, isContainerReady: (name: string) => boolean, nowMs: number): Pod {
  const containerStatuses = pod.status.containerStatuses?.map((container) => ({
    ...container,
    ready: container.state.running !== undefined && isContainerReady(container.name),
  }))
  const unready = containerStatuses?.filter(({ ready }) => !ready).map(({ name }) => name) ?? []
  const conditions =
    unready.length > 0
      ? notReady(pod, nowMs, unready, true)
      : withConditions(pod, [
          condition('Initialized', 'True', nowMs),
          condition('ContainersReady', 'True', nowMs),
          condition('Ready', 'True', nowMs),
        ])
  return { ...pod, status: { ...pod.status, conditions, containerStatuses } }
}

function withContainer(pod: Pod, name: string, change: (container: ContainerStatus) => ContainerStatus): Pod {
  const containerStatuses = pod.status.containerStatuses?.map((container) =>
    container.name === name ? change(container) : container,
  )
  return { ...pod, status: { ...pod.status, containerStatuses } }
}

/** The container has ended with an error and waits for its next try. */
export function backedOffContainer(pod: Pod, name: string, delaySeconds: number, nowMs: number): Pod {
  const failed = withContainer(pod, name, (container) => {
    const terminated: Terminated = {
      exitCode: 1,
      reason: 'Error',
      startedAt: container.state.running?.startedAt ?? timestamp(nowMs),
      finishedAt: timestamp(nowMs),
    }
    const message =
      `back-off ${backOffText(delaySeconds)} restarting failed container=${name} ` +
      `pod=${pod.metadata.name}_${pod.metadata.namespace}(${pod.metadata.uid})`
    return {
      ...container,
      state: { waiting: { reason: 'CrashLoopBackOff', message } },
      lastState: { terminated },
      ready: false,
      started: false,
    }
  })
  return withReadiness(failed, (other) => other !== name && wasReady(pod, other), nowMs)
}

/** Go's way to print a duration: 40s, 1m20s, 5m0s. */
function backOffText(seconds: number): string {
  return seconds < 60 ? `${seconds}s` : `${Math.floor(seconds / 60)}m${seconds % 60}s`
}

/** The next try: runs again, one restart more. */
export function restartedContainer(pod: Pod, name: string, nowMs: number): Pod {
  return withContainer(pod, name, (container) => ({
    ...container,
    state: { running: { startedAt: timestamp(nowMs) } },
    restartCount: container.restartCount + 1,
    started: true,
  }))
}

export function wasReady(pod: Pod, name: string): boolean {
  return pod.status.containerStatuses?.find((container) => container.name === name)?.ready ?? false
}
