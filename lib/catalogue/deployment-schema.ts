import { z } from 'zod'
import { decisionSchema, serviceIdSchema } from './schema'
import { workloadKinds } from './vocabulary'

/** Quantities as Kubernetes writes them (`250m`, `256Mi`), so that they can be held against a live object. */
const quantitySchema = z.string().regex(/^[0-9]+(m|Mi|Gi)?$/)
const portSchema = z.number().int().min(1).max(65_535)

export const workloadPortSchema = z.object({
  port: portSchema,
  protocol: z.enum(['HTTP', 'TCP', 'SIP/TCP']),
  purpose: z.enum(['metrics', 'service', 'metrics-and-service']),
})

export const resourcesSchema = z.object({
  requests: z.object({ cpu: quantitySchema, memory: quantitySchema }),
  limits: z.object({ cpu: quantitySchema, memory: quantitySchema }),
})

export const autoscalerSchema = z.object({
  minReplicas: z.number().int().min(1),
  maxReplicas: z.number().int().min(1),
  targetCpuPercent: z.number().int().min(1).max(100),
  targetMemoryPercent: z.number().int().min(1).max(100),
})

/** Minimum chart as printed; `exact` is false where the print leaves a part open (`100.0.xx`). */
export const chartVersionSchema = z.object({ version: z.string().min(1), exact: z.boolean() })

export const workloadSchema = z.object({
  serviceId: serviceIdSchema,
  /** Name in the cluster, or for the Tenant Service a pattern as in the service. */
  namePattern: z.string().min(1),
  kind: z.enum(workloadKinds),
  ports: z.array(workloadPortSchema),
  /** Ready containers of one pod in the sample listing, sidecars included. */
  containersPerPod: z.number().int().min(1).nullable(),
  /** Fewest replicas to run; null where the documents name none. */
  replicas: z.object({ min: z.number().int().min(1), recommendedMin: z.number().int().min(1) }).nullable(),
  /** Null where autoscaling is off or not documented; `autoscalerNote` tells which. */
  autoscaler: autoscalerSchema.nullable(),
  autoscalerNote: z.enum(['on', 'off', 'not-documented']),
  resources: resourcesSchema.nullable(),
  minimumChart: chartVersionSchema.nullable(),
  helmRelease: z.string().nullable(),
  canaryRelease: z.string().nullable(),
  overrideFile: z.string().nullable(),
  installTimeoutSeconds: z.number().int().positive().nullable(),
  /** From this version on, the old config map must be deleted before a canary is deployed. */
  configMapResetFromVersion: z.string().nullable(),
  upgradeStrategy: z.enum(['canary-release', 'on-delete']).nullable(),
  decisions: z.array(decisionSchema).optional(),
})
export type Workload = z.infer<typeof workloadSchema>

export const redisServiceSchema = z.object({
  name: z.string().min(1),
  port: portSchema,
  /** The secret with its password and the key in it; the key is the name of the service. */
  secret: z.string().min(1),
  secretKey: z.string().min(1),
})

export const secretSchema = z.object({
  name: z.string().min(1),
  keys: z.array(z.string().min(1)),
  purpose: z.string().min(1),
  /** Whether every installation needs it, or only one with the feature in `purpose`. */
  required: z.boolean(),
  decisions: z.array(decisionSchema).optional(),
})

export const claimSchema = z.object({
  name: z.string().min(1),
  serviceId: serviceIdSchema,
  /** Null where the documents name none. */
  storageClass: z.string().min(1).nullable(),
  accessMode: z.enum(['ReadWriteOnce', 'ReadWriteMany']),
  size: quantitySchema,
  /** The container that mounts it. */
  container: z.string().min(1),
  /** Demand on the disk as printed, in words. */
  iops: z.enum(['medium']),
  isCritical: z.boolean(),
  needsBackup: z.boolean(),
  purpose: z.string().min(1),
  required: z.boolean(),
  decisions: z.array(decisionSchema).optional(),
})

export const consulFeatureSchema = z.object({
  /** Name as in the configuration sample of Consul. */
  name: z.string().min(1),
  printedName: z.string().min(1),
  purpose: z.string().min(1),
  settings: z.record(z.string(), z.union([z.boolean(), z.string()])),
  decisions: z.array(decisionSchema).optional(),
})

/** What the token of the voice services may do in Consul, and which services may talk to each other. */
export const consulAccessSchema = z.object({
  tokenSecret: z.string().min(1),
  bootstrapTokenSecret: z.string().min(1),
  policy: z.string().min(1),
  /** `prefix` is empty for all: every rule of the sample is so. `within` names an enclosing rule. */
  rules: z.array(
    z.object({
      resource: z.enum(['service', 'node', 'agent', 'session', 'key']),
      prefix: z.string(),
      access: z.array(z.enum(['read', 'write'])).min(1),
      intentions: z.array(z.enum(['read', 'write'])),
      within: z.enum(['namespace']).nullable(),
    }),
  ),
  intention: z.object({ source: z.string(), destination: z.string(), action: z.enum(['allow', 'deny']) }),
  decisions: z.array(decisionSchema),
})

export const thirdPartySchema = z.object({
  name: z.string().min(1),
  /** As printed (`6.x`); null where no version is given. */
  version: z.string().nullable(),
  purpose: z.string().min(1),
  required: z.boolean(),
  decisions: z.array(decisionSchema).optional(),
})

export const deploymentSchema = z.object({
  namespace: z.string().min(1),
  platforms: z.array(z.string().min(1)),
  /** The order in which the parts are deployed. */
  order: z.array(z.array(serviceIdSchema)),
  workloads: z.array(workloadSchema),
  redisServices: z.array(redisServiceSchema),
  /** Annotation that makes Consul take over a Kubernetes service. */
  consulSyncAnnotation: z.object({ name: z.string(), value: z.string() }),
  secrets: z.array(secretSchema),
  claims: z.array(claimSchema),
  consulFeatures: z.array(consulFeatureSchema),
  consulAccess: consulAccessSchema,
  thirdParty: z.array(thirdPartySchema),
  securityContext: z.object({
    runAsUser: z.number(),
    runAsGroup: z.number(),
    fsGroup: z.number(),
    runAsNonRoot: z.boolean(),
    readOnlyRootFilesystem: z.boolean(),
  }),
  monitoringCharts: z.array(z.object({ name: z.string(), version: z.string(), purpose: z.string() })),
  dnsServerDefault: z.string(),
  decisions: z.array(decisionSchema),
})
export type Deployment = z.infer<typeof deploymentSchema>
