import { z } from 'zod'

/** Times are ISO 8601 with seconds, as Kubernetes writes them. */
const time = z.string()

const conditionSchema = z.object({
  type: z.string(),
  status: z.enum(['True', 'False', 'Unknown']),
  reason: z.string().nullable(),
  message: z.string().nullable(),
  /** When `status` last changed. */
  since: time.nullable(),
})
export type Condition = z.infer<typeof conditionSchema>

const terminationSchema = z.object({
  at: time.nullable(),
  reason: z.string().nullable(),
  exitCode: z.number().int().nullable(),
})

const containerSchema = z.object({
  name: z.string(),
  image: z.string(),
  /** Runs to its end before the others start (or beside them, as a sidecar); its readiness is not the pod's. */
  init: z.boolean(),
  ready: z.boolean(),
  restarts: z.number().int().nonnegative(),
  state: z.enum(['running', 'waiting', 'terminated', 'unknown']),
  /** Why it waits or how it ended: `CrashLoopBackOff`, `ImagePullBackOff`, `OOMKilled` … */
  reason: z.string().nullable(),
  message: z.string().nullable(),
  /** Start of a running container, end of a terminated one; null while it waits. */
  since: time.nullable(),
  exitCode: z.number().int().nullable(),
  /** How the run before this one ended; null when there was none. */
  lastTermination: terminationSchema.nullable(),
})
export type Container = z.infer<typeof containerSchema>

const ownerSchema = z.object({ kind: z.string(), name: z.string() })

/** One pod with what the console speaks of; the rest is dropped before it is kept. */
export const podSchema = z.object({
  uid: z.string(),
  namespace: z.string(),
  name: z.string(),
  labels: z.record(z.string(), z.string()),
  /** Its controller, as the pod names it (a ReplicaSet for a Deployment's pod); null for a bare pod. */
  owner: ownerSchema.nullable(),
  /** The Deployment or StatefulSet behind the owner, told from the owner's name and the pod-template-hash label. */
  workload: ownerSchema.nullable(),
  node: z.string().nullable(),
  phase: z.enum(['Pending', 'Running', 'Succeeded', 'Failed', 'Unknown']),
  /** Pod-level reason and message, for instance `Evicted`. */
  reason: z.string().nullable(),
  message: z.string().nullable(),
  ready: z.boolean(),
  conditions: z.array(conditionSchema),
  containers: z.array(containerSchema),
  /** Sum over its containers, init containers left out. */
  restarts: z.number().int().nonnegative(),
  createdAt: time,
  startedAt: time.nullable(),
  /** By when it must be gone (request to delete plus grace); null while nobody asked for it. */
  deletedAt: time.nullable(),
})
export type Pod = z.infer<typeof podSchema>

/** One Deployment or StatefulSet. */
export const workloadSchema = z.object({
  uid: z.string(),
  kind: z.enum(['Deployment', 'StatefulSet']),
  namespace: z.string(),
  name: z.string(),
  labels: z.record(z.string(), z.string()),
  /** `matchLabels` of its selector. */
  selector: z.record(z.string(), z.string()),
  /** Replicas asked for; Kubernetes takes 1 when a manifest says nothing. */
  desiredReplicas: z.number().int().nonnegative(),
  replicas: z.number().int().nonnegative(),
  readyReplicas: z.number().int().nonnegative(),
  updatedReplicas: z.number().int().nonnegative(),
  availableReplicas: z.number().int().nonnegative(),
  images: z.array(z.object({ container: z.string(), image: z.string() })),
  generation: z.number().int().nonnegative(),
  /** The generation the controller has seen; lower than `generation` while a change is not taken up. */
  observedGeneration: z.number().int().nonnegative(),
  /** Revision number of a Deployment, update revision of a StatefulSet; null before the controller set one. */
  revision: z.string().nullable(),
  conditions: z.array(conditionSchema),
  createdAt: time,
})
export type Workload = z.infer<typeof workloadSchema>

export const autoscalerSchema = z.object({
  uid: z.string(),
  namespace: z.string(),
  name: z.string(),
  target: ownerSchema,
  minReplicas: z.number().int().nonnegative(),
  maxReplicas: z.number().int().nonnegative(),
  currentReplicas: z.number().int().nonnegative(),
  desiredReplicas: z.number().int().nonnegative(),
  lastScaledAt: time.nullable(),
  conditions: z.array(conditionSchema),
})
export type Autoscaler = z.infer<typeof autoscalerSchema>

/** One event: something that happened to an object, `count` times. */
export const clusterEventSchema = z.object({
  uid: z.string(),
  namespace: z.string(),
  type: z.string(),
  reason: z.string(),
  message: z.string(),
  object: ownerSchema,
  component: z.string().nullable(),
  count: z.number().int().positive(),
  firstAt: time.nullable(),
  lastAt: time,
})
export type ClusterEvent = z.infer<typeof clusterEventSchema>

export const watchedResources = ['pods', 'deployments', 'statefulsets', 'horizontalpodautoscalers', 'events'] as const
export type WatchedResource = (typeof watchedResources)[number]
