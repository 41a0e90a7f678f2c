import { z } from 'zod'
import {
  alertSeverities,
  dependencies,
  indicators,
  metricTypes,
  serviceIds,
  statusWords,
  workloadKinds,
} from './vocabulary'

export const statusWordSchema = z.enum(statusWords)
export type StatusWord = z.infer<typeof statusWordSchema>

export const serviceIdSchema = z.enum(serviceIds)
export type ServiceId = z.infer<typeof serviceIdSchema>

export const metricTypeSchema = z.enum(metricTypes)

export const indicatorSchema = z.enum(indicators)

export const dependencySchema = z.enum(dependencies)
export type Dependency = z.infer<typeof dependencySchema>

/** How a figure is read where its printed type alone would mislead; beside each stands a decision that says why. */
export const metricReadings = ['present-number', 'running-total', 'events', 'codes'] as const

/** One documented raw value of a gauge: what the document calls it and which status word the console shows. */
export const metricValueSchema = z.object({ value: z.number(), word: z.string().min(1), status: statusWordSchema })
export type MetricValue = z.infer<typeof metricValueSchema>

/** Why the catalogue says what it says where the documents contradict themselves. */
export const decisionSchema = z.object({
  about: z.string().min(1),
  decision: z.string().min(1),
  reason: z.string().min(1),
})
export type Decision = z.infer<typeof decisionSchema>

/** A place where the documents contradict themselves, and where it is settled. */
export const contradictionSchema = z
  .object({
    n: z.number().int().min(1),
    about: z.string().min(1),
    /** Ways to decisions, such as `metric/rq/rqnode_streams/type`: kind, holder and what the decision is about. */
    decidedAt: z.array(z.string().min(1)),
    /** What holds for the whole catalogue, or why no datum of it is touched. */
    rule: z.string().min(1).optional(),
  })
  .refine(({ decidedAt, rule }) => decidedAt.length > 0 || rule !== undefined, 'is settled nowhere')
export type Contradiction = z.infer<typeof contradictionSchema>

export const metricSchema = z.object({
  name: z.string().regex(/^[a-zA-Z_:][a-zA-Z0-9_:]*$/),
  type: metricTypeSchema,
  /**
   * `present-number`: a counter that falls again, shown as it stands. `running-total`: a gauge that only grows, shown as a rate.
   * `events`: a histogram of something that is no measurement, of which only the count is shown. `codes`: a gauge whose values
   * are names, counted by value.
   */
  readAs: z.enum(metricReadings).optional(),
  /**
   * `each`: pods count the same things, or each for itself, so that their sum means nothing. Only where the unit does not say so
   * already (`addsUp` in `model.ts`).
   */
  acrossPods: z.literal('each').optional(),
  /** Unit as a standard word (`seconds`, `milliseconds`, `bytes`, `count` …); null where the documents give none and none can be told. */
  unit: z.string().nullable(),
  labels: z.array(z.string().regex(/^[a-zA-Z_][a-zA-Z0-9_]*$/)),
  /** As the documents file it; null where they leave it blank. */
  indicator: indicatorSchema.nullable(),
  description: z.string().min(1),
  /** Documented values; absent for plain measurements. A value outside the list is shown as `unknown`, never guessed. */
  values: z.array(metricValueSchema).min(1).optional(),
  /**
   * `health-level` is the service's own health; `dependency` a gauge about something it needs; `version` carries a version label.
   * The first two always have `values`: a gauge without a scale names its `dependency` but has no role in the status.
   */
  role: z.enum(['health-level', 'dependency', 'version']).optional(),
  dependency: dependencySchema.optional(),
  /** Alert-type metrics exist only after their first event: absent is then neither 0 nor a fault. */
  appearsOnFirstEvent: z.boolean().optional(),
  /** Alerts use it, but no metric table lists it: it may not exist on the platform. */
  namedOnlyByAlerts: z.boolean().optional(),
  decisions: z.array(decisionSchema).optional(),
})
export type Metric = z.infer<typeof metricSchema>

export const alertSeveritySchema = z.enum(alertSeverities)
export type AlertSeverity = z.infer<typeof alertSeveritySchema>

export const alertSchema = z.object({
  /** Stable kebab-case id, unique over the whole catalogue, carried as the label `alert_id`. */
  id: z.string().regex(/^[a-z0-9-]+$/),
  /** Name as printed. */
  name: z.string().min(1),
  severity: alertSeveritySchema,
  /** Severity word as printed, where it is not one of ours. */
  severityPrinted: z.string().optional(),
  basedOn: z.array(z.string().min(1)).min(1),
  threshold: z.string().min(1),
  forSeconds: z.number().int().min(0),
  /** Unit of what the expression yields, as `metricSchema.unit`; null where it is a bare number, such as a state. */
  valueUnit: z.string().min(1).nullable(),
  expr: z.string().min(1),
  summary: z.string().min(1),
  description: z.string().min(1),
  actions: z.array(z.string().min(1)),
  routing: z.record(z.string(), z.string()).optional(),
  decisions: z.array(decisionSchema).optional(),
})
export type CatalogueAlert = z.infer<typeof alertSchema>

/** The one figure shown beside a service in a list. `counter` is shown as a rate per second, `gauge` as a sum over pods. */
export const keyFigureSchema = z.object({
  metric: z.string().min(1),
  kind: z.enum(['counter', 'gauge']),
  label: z.string().min(1),
  unit: z.string().min(1),
})

export const serviceSchema = z.object({
  id: serviceIdSchema,
  name: z.string().min(1),
  /** One line: what it does for the contact centre, in our words. */
  purpose: z.string().min(1),
  /** Names under which the documents also speak of it. */
  aliases: z.array(z.string()),
  /** null for Portal, which is a static page with no workload of its own in the cluster. */
  workload: z
    .object({
      /** Exact workload name, or for the Tenant Service a pattern: one StatefulSet per tenant, named after it. */
      namePattern: z.string().min(1),
      kind: z.enum(workloadKinds),
      container: z.string().min(1),
    })
    .nullable(),
  /** Port and path on which Prometheus scrapes it; null where the documents name none. */
  metricsPort: z.number().int().min(1).max(65_535).nullable(),
  metricsPath: z.string().startsWith('/').nullable(),
  scrapeIntervalSeconds: z.number().int().positive().nullable(),
  monitoring: z.array(z.enum(['pod-monitor', 'service-monitor', 'annotations', 'push-gateway'])),
  keyFigure: keyFigureSchema.nullable(),
  metrics: z.array(metricSchema),
  /** Metrics of other services that tell something of this one, for a service that documents none itself. */
  measuredBy: z.array(z.object({ serviceId: serviceIdSchema, metric: z.string().min(1) })).optional(),
  alerts: z.array(alertSchema),
  decisions: z.array(decisionSchema).optional(),
})
export type Service = z.infer<typeof serviceSchema>

export const connectionSchema = z.object({
  n: z.number().int().min(1).max(60),
  source: z.string().min(1),
  destination: z.string().min(1),
  protocol: z.string().min(1),
  /** As printed, e.g. `5050, 8888` or `9092/9093`; null where the document names none. */
  ports: z.array(z.number().int().min(1).max(65_535)),
  configurablePort: z.boolean(),
  classification: z.enum(['intra-cluster', 'egress', 'ingress']),
  carries: z.string().min(1),
  decisions: z.array(decisionSchema).optional(),
})
export type Connection = z.infer<typeof connectionSchema>
