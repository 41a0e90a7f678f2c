import { z } from 'zod'
import { serviceIdSchema, statusWordSchema } from '@/lib/catalogue/schema'
import { workloadKinds } from '@/lib/catalogue/vocabulary'
import { podPhases } from './vocabulary'

/** One pod as the Kubernetes API describes it, reduced to what the console speaks of. */
export const podSchema = z.object({
  uid: z.string(),
  namespace: z.string(),
  name: z.string(),
  service: serviceIdSchema.nullable(),
  /** Name of the Deployment or StatefulSet that owns it; null for a bare pod. */
  workload: z.string().nullable(),
  canary: z.boolean(),
  phase: z.enum(podPhases),
  /** The most telling word Kubernetes has for what holds it up (`CrashLoopBackOff`, `Unschedulable`, `Evicted`); null when nothing does. */
  reason: z.string().nullable(),
  message: z.string().nullable(),
  ready: z.boolean(),
  /** When `ready` last changed. */
  readyChangedAt: z.iso.datetime().nullable(),
  readyContainers: z.number().int().nonnegative(),
  totalContainers: z.number().int().nonnegative(),
  /** Sum over its containers. */
  restarts: z.number().int().nonnegative(),
  /** When a container of it last ended, and how. */
  lastTermination: z
    .object({
      container: z.string(),
      at: z.iso.datetime(),
      reason: z.string().nullable(),
      exitCode: z.number().int().nullable(),
    })
    .nullable(),
  createdAt: z.iso.datetime().nullable(),
  /** When it must be gone by: the request to delete plus its grace period; null while it may stay. */
  deleteDeadline: z.iso.datetime().nullable(),
  node: z.string().nullable(),
  /** Tag of the main container's image; null for an image named by digest alone. */
  imageVersion: z.string().nullable(),
})
export type Pod = z.infer<typeof podSchema>

/** What a pod is at, in one status word and one phrase. */
export const podStateSchema = z.object({ status: statusWordSchema, word: z.string() })
export type PodState = z.infer<typeof podStateSchema>

export const workloadSchema = z.object({
  uid: z.string(),
  kind: z.enum(workloadKinds),
  namespace: z.string(),
  name: z.string(),
  service: serviceIdSchema.nullable(),
  canary: z.boolean(),
  desiredReplicas: z.number().int().nonnegative(),
  readyReplicas: z.number().int().nonnegative(),
  updatedReplicas: z.number().int().nonnegative(),
  generation: z.number().int().nonnegative(),
  /** Deployment revision or StatefulSet update revision; null before the controller said one. */
  revision: z.string().nullable(),
  image: z.string().nullable(),
  imageVersion: z.string().nullable(),
  createdAt: z.iso.datetime().nullable(),
  /** Since when fewer pods are available than it must have (Deployment condition); null when enough are, or unknown. */
  unavailableSince: z.iso.datetime().nullable(),
})
export type Workload = z.infer<typeof workloadSchema>

/** Namespaces of which Kubernetes does not give the pods, or the workloads: what is known of them is old or missing. */
export type Unread = { pods: ReadonlySet<string>; workloads: ReadonlySet<string> }

export const autoscalerSchema = z.object({
  namespace: z.string(),
  name: z.string(),
  targetKind: z.string(),
  targetName: z.string(),
  minReplicas: z.number().int().nonnegative(),
  maxReplicas: z.number().int().nonnegative(),
  currentReplicas: z.number().int().nonnegative(),
  desiredReplicas: z.number().int().nonnegative(),
  lastScaledAt: z.iso.datetime().nullable(),
  /** False while it can't compute a replica count; its message says why. */
  active: z.boolean(),
  /** True while it wants more or fewer pods than its bounds allow. */
  limited: z.boolean(),
  message: z.string().nullable(),
})
export type Autoscaler = z.infer<typeof autoscalerSchema>
