import { containersOf } from './containers'
import {
  type RawCondition,
  type RawVersion,
  type RawWorkload,
  rawAutoscalerSchema,
  rawEventSchema,
  rawPodSchema,
  rawWorkloadSchema,
} from './raw'
import type { Autoscaler, ClusterEvent, Condition, Pod, Workload } from './schema'

function toCondition(raw: RawCondition): Condition {
  return {
    type: raw.type,
    status: raw.status,
    reason: raw.reason || null,
    message: raw.message || null,
    since: raw.lastTransitionTime ?? null,
  }
}

/** A Deployment's ReplicaSets are named after it plus the hash that their pods carry as a label. */
function workloadBehind(owner: Pod['owner'], labels: Record<string, string>): Pod['workload'] {
  if (owner?.kind !== 'ReplicaSet') return owner
  const suffix = `-${labels['pod-template-hash'] ?? ''}`
  if (suffix === '-' || !owner.name.endsWith(suffix)) return owner
  return { kind: 'Deployment', name: owner.name.slice(0, -suffix.length) }
}

/** One pod of the API. Throws ZodError when it is not one. */
export function toPod(object: unknown): Pod {
  const raw = rawPodSchema.parse(object)
  const { metadata, spec, status } = raw
  const labels = metadata.labels ?? {}
  const controller = metadata.ownerReferences?.find((reference) => reference.controller)
  const owner = controller ? { kind: controller.kind, name: controller.name } : null
  const containers = containersOf(raw)
  const conditions = (status.conditions ?? []).map(toCondition)
  return {
    uid: metadata.uid,
    namespace: metadata.namespace,
    name: metadata.name,
    labels,
    owner,
    workload: workloadBehind(owner, labels),
    node: spec.nodeName ?? null,
    phase: status.phase,
    reason: status.reason || null,
    message: status.message || null,
    ready: conditions.some((condition) => condition.type === 'Ready' && condition.status === 'True'),
    conditions,
    containers,
    restarts: containers.reduce((sum, container) => (container.init ? sum : sum + container.restarts), 0),
    createdAt: metadata.creationTimestamp ?? '',
    startedAt: status.startTime ?? null,
    deletedAt: metadata.deletionTimestamp ?? null,
  }
}

function toWorkload(kind: Workload['kind'], raw: RawWorkload, revision: string | null): Workload {
  const { metadata, spec, status } = raw
  return {
    uid: metadata.uid,
    kind,
    namespace: metadata.namespace,
    name: metadata.name,
    labels: metadata.labels ?? {},
    selector: spec.selector?.matchLabels ?? {},
    desiredReplicas: spec.replicas ?? 1,
    replicas: status?.replicas ?? 0,
    readyReplicas: status?.readyReplicas ?? 0,
    updatedReplicas: status?.updatedReplicas ?? 0,
    availableReplicas: status?.availableReplicas ?? 0,
    images: spec.template.spec.containers.map(({ name, image }) => ({ container: name, image })),
    generation: metadata.generation ?? 0,
    observedGeneration: status?.observedGeneration ?? 0,
    revision,
    conditions: (status?.conditions ?? []).map(toCondition),
    createdAt: metadata.creationTimestamp ?? '',
  }
}

/** One Deployment of the API. Throws ZodError when it is not one. */
export function toDeployment(object: unknown): Workload {
  const raw = rawWorkloadSchema.parse(object)
  return toWorkload('Deployment', raw, raw.metadata.annotations?.['deployment.kubernetes.io/revision'] ?? null)
}

/** One StatefulSet of the API. Throws ZodError when it is not one. */
export function toStatefulSet(object: unknown): Workload {
  const raw = rawWorkloadSchema.parse(object)
  return toWorkload('StatefulSet', raw, raw.status?.updateRevision || null)
}

/** One HorizontalPodAutoscaler (autoscaling/v2). Throws ZodError when it is not one. */
export function toAutoscaler(object: unknown): Autoscaler {
  const { metadata, spec, status } = rawAutoscalerSchema.parse(object)
  return {
    uid: metadata.uid,
    namespace: metadata.namespace,
    name: metadata.name,
    target: { kind: spec.scaleTargetRef.kind, name: spec.scaleTargetRef.name },
    // The API takes 1 when a manifest names no minimum.
    minReplicas: spec.minReplicas ?? 1,
    maxReplicas: spec.maxReplicas,
    currentReplicas: status?.currentReplicas ?? 0,
    desiredReplicas: status?.desiredReplicas ?? 0,
    lastScaledAt: status?.lastScaleTime ?? null,
    conditions: (status?.conditions ?? []).map(toCondition),
  }
}

/** One event of the core API. Throws ZodError when it is not one. */
export function toClusterEvent(object: unknown): ClusterEvent {
  const raw = rawEventSchema.parse(object)
  const created = raw.metadata.creationTimestamp ?? ''
  return {
    uid: raw.metadata.uid,
    namespace: raw.metadata.namespace,
    type: raw.type || 'Normal',
    reason: raw.reason ?? '',
    message: raw.message ?? '',
    object: { kind: raw.involvedObject.kind ?? '', name: raw.involvedObject.name ?? '' },
    component: raw.source?.component || raw.reportingComponent || null,
    count: Math.max(1, raw.series?.count ?? raw.count ?? 1),
    firstAt: raw.firstTimestamp ?? raw.eventTime ?? null,
    lastAt: raw.series?.lastObservedTime ?? raw.lastTimestamp ?? raw.eventTime ?? created,
  }
}

/**
 * The API server's version as people know it. Servers built from source call themselves v0.0.0 and tell their release only by
 * its two numbers: `1.36 (v0.0.0-master+8e16b12)`. Clouds write a minor of `27+`.
 */
export function toVersion({ gitVersion, major = '', minor = '' }: RawVersion): string {
  const release = [/^\d+/.exec(major)?.[0], /^\d+/.exec(minor)?.[0]]
  if (release.includes(undefined) || gitVersion.startsWith(`v${release.join('.')}.`)) return gitVersion
  return `${release.join('.')} (${gitVersion})`
}
