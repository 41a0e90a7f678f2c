import { maxReplicasOf } from './plan'
import { ownerReference } from './pod'
import { podTemplate, templateHash } from './pod-template'
import type { Autoscaler, Condition, Deployment, PodTemplate, ReplicaSet, StatefulSet } from './shapes'
import { timestamp } from './shapes'
import type { WorkloadSpec } from './workloads'

/** The objects of a workload as they stand when all is well; uid and times come from the caller. */
export interface Birth {
  uid: string
  createdMs: number
  /** When it last became available. */
  settledMs: number
}

const helm = (spec: WorkloadSpec) => ({
  'meta.helm.sh/release-name': spec.name,
  'meta.helm.sh/release-namespace': spec.namespace,
})

export function deploymentObject(spec: WorkloadSpec, { uid, createdMs, settledMs }: Birth): Deployment {
  const template = podTemplate(spec)
  const replicaSet = `${spec.name}-${templateHash(spec.name, template)}`
  return {
    metadata: {
      name: spec.name,
      namespace: spec.namespace,
      uid,
      generation: 1,
      creationTimestamp: timestamp(createdMs),
      labels: { ...(spec.isCanary ? { canary: 'true' } : {}), servicename: spec.name },
      annotations: { 'deployment.kubernetes.io/revision': '1', ...helm(spec) },
    },
    spec: {
      replicas: spec.replicas,
      selector: { matchLabels: { servicename: spec.name } },
      template,
      strategy: { type: 'RollingUpdate', rollingUpdate: { maxUnavailable: '25%', maxSurge: '25%' } },
      revisionHistoryLimit: 10,
      progressDeadlineSeconds: 600,
    },
    status: {
      observedGeneration: 1,
      replicas: spec.replicas,
      updatedReplicas: spec.replicas,
      readyReplicas: spec.replicas,
      availableReplicas: spec.replicas,
      terminatingReplicas: 0,
      conditions: [
        availableCondition(true, settledMs),
        progressingCondition(replicaSet, 'complete', { sinceMs: createdMs, nowMs: settledMs }),
      ],
    },
  }
}

export function availableCondition(isAvailable: boolean, nowMs: number): Condition {
  return {
    type: 'Available',
    status: isAvailable ? 'True' : 'False',
    lastUpdateTime: timestamp(nowMs),
    lastTransitionTime: timestamp(nowMs),
    reason: isAvailable ? 'MinimumReplicasAvailable' : 'MinimumReplicasUnavailable',
    message: `Deployment ${isAvailable ? 'has' : 'does not have'} minimum availability.`,
  }
}

const progressWords = {
  complete: { reason: 'NewReplicaSetAvailable', text: 'has successfully progressed.' },
  underway: { reason: 'ReplicaSetUpdated', text: 'is progressing.' },
  overdue: { reason: 'ProgressDeadlineExceeded', text: 'has timed out progressing.' },
} as const

export function progressingCondition(
  replicaSet: string,
  progress: keyof typeof progressWords,
  { sinceMs, nowMs }: { sinceMs: number; nowMs: number },
): Condition {
  return {
    type: 'Progressing',
    status: progress === 'overdue' ? 'False' : 'True',
    lastUpdateTime: timestamp(nowMs),
    lastTransitionTime: timestamp(sinceMs),
    reason: progressWords[progress].reason,
    message: `ReplicaSet "${replicaSet}" ${progressWords[progress].text}`,
  }
}

export interface ReplicaSetPlan {
  template: PodTemplate
  replicas: number
  revision: number
  maxReplicas: number
}

/** A ReplicaSet as the deployment controller creates it; its status is zero. */
export function replicaSetObject(deployment: Deployment, plan: ReplicaSetPlan): ReplicaSet {
  const { name, namespace } = deployment.metadata
  const hash = templateHash(name, plan.template)
  const labels = { 'pod-template-hash': hash, ...plan.template.metadata.labels }
  return {
    metadata: {
      name: `${name}-${hash}`,
      namespace,
      labels,
      annotations: {
        'deployment.kubernetes.io/desired-replicas': String(deployment.spec.replicas),
        'deployment.kubernetes.io/max-replicas': String(plan.maxReplicas),
        'deployment.kubernetes.io/revision': String(plan.revision),
      },
      ownerReferences: [ownerReference({ kind: 'Deployment', object: deployment })],
    },
    spec: {
      replicas: plan.replicas,
      selector: { matchLabels: { 'pod-template-hash': hash, ...deployment.spec.selector.matchLabels } },
      template: { ...plan.template, metadata: { ...plan.template.metadata, labels } },
    },
    status: { replicas: 0, observedGeneration: 1 },
  }
}

export function statefulSetObject(spec: WorkloadSpec, { uid, createdMs }: Birth): StatefulSet {
  const template = podTemplate(spec)
  const revision = `${spec.name}-${templateHash(spec.name, template)}`
  return {
    metadata: {
      name: spec.name,
      namespace: spec.namespace,
      uid,
      generation: 1,
      creationTimestamp: timestamp(createdMs),
      labels: { servicename: spec.name },
      annotations: helm(spec),
    },
    spec: {
      replicas: spec.replicas,
      selector: { matchLabels: { servicename: spec.name } },
      template,
      serviceName: spec.name,
      podManagementPolicy: 'Parallel',
      updateStrategy: { type: spec.updateStrategy ?? 'RollingUpdate' },
      revisionHistoryLimit: 10,
      persistentVolumeClaimRetentionPolicy: { whenDeleted: 'Retain', whenScaled: 'Retain' },
    },
    status: {
      observedGeneration: 1,
      replicas: spec.replicas,
      readyReplicas: spec.replicas,
      currentReplicas: spec.replicas,
      updatedReplicas: spec.replicas,
      currentRevision: revision,
      updateRevision: revision,
      collisionCount: 0,
      availableReplicas: spec.replicas,
    },
  }
}

/** undefined where the guide switches the autoscaler off. Its measurements are filled in by the autoscaler itself. */
export function autoscalerObject(spec: WorkloadSpec, { uid, createdMs, settledMs }: Birth): Autoscaler | undefined {
  const percent = spec.autoscaleAtPercent
  if (percent === undefined) return undefined
  const metric = (name: string) => ({
    type: 'Resource',
    resource: { name, target: { type: 'Utilization', averageUtilization: percent } },
  })
  return {
    metadata: {
      name: `${spec.name}-hpa`,
      namespace: spec.namespace,
      uid,
      creationTimestamp: timestamp(createdMs),
      labels: { servicename: `${spec.name}-hpa` },
    },
    spec: {
      scaleTargetRef: { kind: spec.kind, name: spec.name, apiVersion: 'apps/v1' },
      minReplicas: 1,
      maxReplicas: maxReplicasOf(spec.replicas),
      metrics: [metric('cpu'), metric('memory')],
    },
    status: {
      currentReplicas: spec.replicas,
      desiredReplicas: spec.replicas,
      currentMetrics: null,
      conditions: [
        {
          type: 'AbleToScale',
          status: 'True',
          lastTransitionTime: timestamp(settledMs),
          reason: 'SucceededGetScale',
          message: "the HPA controller was able to get the target's current scale",
        },
      ],
    },
  }
}
