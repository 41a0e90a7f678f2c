import { z } from 'zod'

/**
 * The parts of Kubernetes objects that are read, as the API sends them. Fields that Go leaves out when empty are optional;
 * everything else that an object carries is dropped by parsing.
 */
const text = z.string().nullish()
const count = z.number().int().nonnegative().nullish()
const stringMap = z.record(z.string(), z.string()).nullish()

const metadata = z.object({
  uid: z.string().min(1),
  name: z.string().min(1),
  namespace: z.string().default(''),
  creationTimestamp: z.string().nullable(),
  deletionTimestamp: text,
  generation: count,
  labels: stringMap,
  annotations: stringMap,
  ownerReferences: z
    .array(z.object({ kind: z.string(), name: z.string(), controller: z.boolean().nullish() }))
    .nullish(),
})

const condition = z.object({
  type: z.string(),
  status: z.enum(['True', 'False', 'Unknown']),
  reason: text,
  message: text,
  lastTransitionTime: text,
})
export type RawCondition = z.infer<typeof condition>

const terminated = z.object({
  finishedAt: text,
  reason: text,
  message: text,
  exitCode: z.number().int().nullish(),
})

const containerState = z
  .object({
    running: z.object({ startedAt: text }).nullish(),
    waiting: z.object({ reason: text, message: text }).nullish(),
    terminated: terminated.nullish(),
  })
  .nullish()

const containerStatus = z.object({
  name: z.string(),
  ready: z.boolean(),
  restartCount: z.number().int().nonnegative(),
  state: containerState,
  lastState: z.object({ terminated: terminated.nullish() }).nullish(),
})
export type RawContainerStatus = z.infer<typeof containerStatus>

const specContainers = z.array(z.object({ name: z.string(), image: z.string().default('') }))

export const rawPodSchema = z.object({
  metadata,
  spec: z.object({ nodeName: text, containers: specContainers, initContainers: specContainers.nullish() }),
  status: z.object({
    phase: z.enum(['Pending', 'Running', 'Succeeded', 'Failed', 'Unknown']).default('Unknown'),
    reason: text,
    message: text,
    startTime: text,
    conditions: z.array(condition).nullish(),
    containerStatuses: z.array(containerStatus).nullish(),
    initContainerStatuses: z.array(containerStatus).nullish(),
  }),
})
export type RawPod = z.infer<typeof rawPodSchema>

export const rawWorkloadSchema = z.object({
  metadata,
  spec: z.object({
    replicas: count,
    selector: z.object({ matchLabels: stringMap }).nullish(),
    template: z.object({ spec: z.object({ containers: specContainers }) }),
  }),
  status: z
    .object({
      observedGeneration: count,
      replicas: count,
      readyReplicas: count,
      updatedReplicas: count,
      availableReplicas: count,
      updateRevision: text,
      conditions: z.array(condition).nullish(),
    })
    .nullish(),
})
export type RawWorkload = z.infer<typeof rawWorkloadSchema>

export const rawAutoscalerSchema = z.object({
  metadata,
  spec: z.object({
    scaleTargetRef: z.object({ kind: z.string(), name: z.string() }),
    minReplicas: count,
    maxReplicas: z.number().int().nonnegative(),
  }),
  status: z
    .object({
      currentReplicas: count,
      desiredReplicas: count,
      lastScaleTime: text,
      conditions: z.array(condition).nullish(),
    })
    .nullish(),
})

/** `series` and `eventTime` come from the newer events API; the older one counts by itself. */
export const rawEventSchema = z.object({
  metadata,
  type: text,
  reason: text,
  message: text,
  count: count,
  firstTimestamp: text,
  lastTimestamp: text,
  eventTime: text,
  series: z.object({ count: count, lastObservedTime: text }).nullish(),
  source: z.object({ component: text }).nullish(),
  reportingComponent: text,
  involvedObject: z.object({ kind: text, name: text }),
})

export const rawListSchema = z.object({
  metadata: z.object({ resourceVersion: z.string().min(1), continue: text }),
  items: z.array(z.unknown()).nullable(),
})

export const rawWatchEventSchema = z.object({
  type: z.enum(['ADDED', 'MODIFIED', 'DELETED', 'BOOKMARK', 'ERROR']),
  object: z.unknown(),
})

/** All that is needed of an object to follow a watch, whatever its kind. */
export const rawMarkSchema = z.object({
  metadata: z.object({ resourceVersion: z.string().min(1), uid: z.string().optional() }),
})

/** How Kubernetes says that something did not work. */
export const rawStatusSchema = z.object({
  kind: z.literal('Status'),
  message: text,
  reason: text,
  code: z.number().int().nullish(),
})

export const rawVersionSchema = z.object({
  gitVersion: z.string().min(1),
  major: z.string().optional(),
  minor: z.string().optional(),
})
export type RawVersion = z.infer<typeof rawVersionSchema>
