import type { KubernetesObject } from '@/lab/kubernetes-api/store'

/** The parts of Kubernetes objects that the simulation reads or writes. Dates are RFC 3339 strings. */

export type Condition = {
  type: string
  status: 'True' | 'False' | 'Unknown'
  lastProbeTime?: null
  lastUpdateTime?: string
  lastTransitionTime: string
  reason?: string
  message?: string
}

export type ContainerSpec = {
  name: string
  image: string
  ports?: { name: string; containerPort: number; protocol: string }[]
  resources: { limits?: Record<string, string>; requests?: Record<string, string> }
  [field: string]: unknown
}

export type Terminated = {
  exitCode: number
  reason: string
  startedAt: string
  finishedAt: string
}

export type ContainerState = {
  running?: { startedAt: string }
  waiting?: { reason: string; message?: string }
  terminated?: Terminated
}

export type ContainerStatus = {
  name: string
  state: ContainerState
  lastState: ContainerState
  ready: boolean
  restartCount: number
  image: string
  imageID: string
  started?: boolean
}

export type PodSpec = {
  containers: ContainerSpec[]
  nodeName?: string
  terminationGracePeriodSeconds: number
  [field: string]: unknown
}

export type PodStatus = {
  phase: 'Pending' | 'Running' | 'Succeeded' | 'Failed' | 'Unknown'
  conditions?: Condition[]
  hostIP?: string
  podIP?: string
  podIPs?: { ip: string }[]
  startTime?: string
  containerStatuses?: ContainerStatus[]
  qosClass: string
}

export interface Pod extends KubernetesObject {
  spec: PodSpec
  status: PodStatus
}

export type PodTemplate = {
  metadata: { labels: Record<string, string>; annotations?: Record<string, string> }
  spec: PodSpec
}

type WorkloadSpecPart = {
  replicas: number
  selector: { matchLabels: Record<string, string> }
  template: PodTemplate
  [field: string]: unknown
}

export type DeploymentStatus = {
  observedGeneration: number
  replicas?: number
  updatedReplicas?: number
  readyReplicas?: number
  availableReplicas?: number
  unavailableReplicas?: number
  terminatingReplicas?: number
  conditions?: Condition[]
}

export interface Deployment extends KubernetesObject {
  spec: WorkloadSpecPart & {
    strategy?: { type: string; rollingUpdate?: { maxUnavailable?: string; maxSurge?: string } }
  }
  status: DeploymentStatus
}

export interface ReplicaSet extends KubernetesObject {
  spec: WorkloadSpecPart
  status: {
    replicas: number
    fullyLabeledReplicas?: number
    readyReplicas?: number
    availableReplicas?: number
    terminatingReplicas?: number
    observedGeneration: number
  }
}

export interface StatefulSet extends KubernetesObject {
  spec: WorkloadSpecPart & { serviceName: string; updateStrategy: { type: string } }
  status: {
    observedGeneration: number
    replicas: number
    readyReplicas?: number
    currentReplicas?: number
    updatedReplicas?: number
    currentRevision: string
    updateRevision: string
    collisionCount: number
    availableReplicas: number
  }
}

export type ResourceMetric = {
  type: string
  resource: {
    name: string
    target: { type: string; averageUtilization: number }
  }
}

export type CurrentMetric = {
  type: string
  resource: { name: string; current: { averageUtilization: number; averageValue: string } }
}

export interface Autoscaler extends KubernetesObject {
  spec: {
    scaleTargetRef: { kind: string; name: string; apiVersion: string }
    minReplicas: number
    maxReplicas: number
    metrics: ResourceMetric[]
  }
  status: {
    observedGeneration?: number
    lastScaleTime?: string
    currentReplicas: number
    desiredReplicas: number
    currentMetrics: CurrentMetric[] | null
    conditions: Condition[]
  }
}

export function isReady(pod: Pod): boolean {
  return pod.status.conditions?.some(({ type, status }) => type === 'Ready' && status === 'True') ?? false
}

/** Neither asked to go nor finished: what a controller counts. */
export function isActive(pod: Pod): boolean {
  return !pod.metadata.deletionTimestamp && pod.status.phase !== 'Succeeded' && pod.status.phase !== 'Failed'
}

/** The workload a pod belongs to: its label `servicename`, as the guide's charts set it. */
export function workloadNameOf(pod: KubernetesObject): string {
  return pod.metadata.labels?.servicename ?? ''
}

export function mainContainer(pod: Pod): ContainerStatus | undefined {
  return pod.status.containerStatuses?.[0]
}

/** RFC 3339 in whole seconds. */
export function timestamp(timeMs: number): string {
  return `${new Date(timeMs).toISOString().slice(0, 19)}Z`
}
