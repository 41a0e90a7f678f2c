import { z } from 'zod'
import { alertRowSeveritySchema } from '@/lib/alerts/schema'
import {
  decisionSchema,
  indicatorSchema,
  metricTypeSchema,
  serviceIdSchema,
  statusWordSchema,
} from '@/lib/catalogue/schema'
import { liveListSchema } from '@/lib/live/schema'
import { sourceNameSchema, sourceStateSchema } from '@/lib/sources/schema'
import { timeRangeSchema } from '@/lib/time/range-schema'
import { connectionStateSchema } from '@/lib/topology/schema'
import { autoscalerSchema, podSchema, podStateSchema } from '@/lib/workloads/schema'
import { absences, alertRuleStates, chartGroups, reasonRules, seriesSplits } from './vocabulary'

export const reasonRuleSchema = z.enum(reasonRules)
export type ReasonRule = z.infer<typeof reasonRuleSchema>

/** One thing that is true of a service now, whose word it is, and since when. */
export const reasonSchema = z.object({
  /** Stable while the reason holds, so that a screen can keep its place. */
  id: z.string(),
  source: sourceNameSchema,
  rule: reasonRuleSchema,
  status: statusWordSchema,
  text: z.string(),
  since: z.iso.datetime().nullable(),
  /** True when it began at `since` or before: nobody watched earlier. */
  sinceAtLeast: z.boolean(),
  /** How many pods it speaks of; absent where it does not speak of pods. */
  podCount: z.number().int().positive().optional(),
  /** Page of this console that shows more. */
  link: z.string(),
})
export type Reason = z.infer<typeof reasonSchema>

export const serviceVersionSchema = z.object({
  version: z.string(),
  podCount: z.number().int().positive(),
  canary: z.boolean(),
  /** `prometheus`: the service reports it. `kubernetes`: the tag of its image. */
  source: z.enum(['prometheus', 'kubernetes']),
})
export type ServiceVersion = z.infer<typeof serviceVersionSchema>

/** Unix seconds and value; null where nothing was measured. */
export const pointSchema = z.tuple([z.number(), z.number().nullable()])
export type Point = z.infer<typeof pointSchema>

export const keyFigureReadingSchema = z.object({
  metric: z.string(),
  label: z.string(),
  unit: z.string(),
  /** null when Prometheus has no such series, or never answered. */
  value: z.number().nullable(),
  sparkline: z.array(pointSchema),
})
export type KeyFigureReading = z.infer<typeof keyFigureReadingSchema>

const count = z.number().int().nonnegative()
export const alertCountsSchema = z.object({ critical: count, warning: count, info: count, unknown: count })
export type AlertCounts = z.infer<typeof alertCountsSchema>

/** One service of one region. */
export const serviceRowSchema = z.object({
  id: z.string(),
  serviceId: serviceIdSchema,
  region: z.string(),
  name: z.string(),
  /** Other names under which people look for it, its workload's among them. */
  aliases: z.array(z.string()),
  /** False for Portal, which is a page and no workload. */
  hasPods: z.boolean(),
  status: statusWordSchema,
  /** Worst first. Never empty: what is ok says why, too. */
  reasons: z.array(reasonSchema).min(1),
  /**
   * null for a service without pods of its own, and while Kubernetes tells neither its pods nor its workloads. `desired` is null
   * where not all of its workloads could be read.
   */
  pods: z.object({ ready: count, desired: count.nullable() }).nullable(),
  versions: z.array(serviceVersionSchema),
  /** True when pods that are not canaries run different versions. */
  versionSkew: z.boolean(),
  /** null where the documents name no figure. */
  keyFigure: keyFigureReadingSchema.nullable(),
  /** Firing alerts; null while Prometheus never answered. */
  alerts: alertCountsSchema.nullable(),
})
export type ServiceRow = z.infer<typeof serviceRowSchema>

/** Services per status word; words nobody has are 0. */
export const serviceSummarySchema = z.object({
  byStatus: z.record(statusWordSchema, count),
  /** Over the services of which it is known how many pods they want; null where it is known of none. */
  podsNotReady: count.nullable(),
})
export type ServiceSummary = z.infer<typeof serviceSummarySchema>

export const serviceListSchema = liveListSchema(serviceRowSchema, serviceSummarySchema)
export type ServiceList = z.infer<typeof serviceListSchema>

/** One gauge of one pod. `raw` is what Prometheus holds, as it prints it (`NaN` and `+Inf` stay words). */
export const gaugeCellSchema = z.object({
  metric: z.string(),
  status: statusWordSchema,
  word: z.string(),
  raw: z.string().nullable(),
  /** How many series of this pod and metric there are (one per tenant, device …), and how many say this worst value. */
  seriesCount: count,
  worstCount: count,
})
export type GaugeCell = z.infer<typeof gaugeCellSchema>

export const gaugeColumnSchema = z.object({
  metric: z.string(),
  label: z.string(),
  role: z.enum(['health-level', 'dependency']),
})
export type GaugeColumn = z.infer<typeof gaugeColumnSchema>

/** A pod with its gauges; `pod` is null for a pod that only Prometheus knows. */
export const podMatrixRowSchema = z.object({
  id: z.string(),
  namespace: z.string(),
  name: z.string(),
  pod: podSchema.nullable(),
  state: podStateSchema,
  version: z.string().nullable(),
  /** Why its version is worth a second look: unlike that of most pods, or unlike its own image. Null when it is not. */
  versionNote: z.string().nullable(),
  cells: z.array(gaugeCellSchema),
})
export type PodMatrixRow = z.infer<typeof podMatrixRowSchema>

/** What a chart draws: one of the readings of a metric, or several metrics together. */
export const chartKinds = [
  'rate',
  'sum',
  'each',
  'quantiles',
  'events',
  'state',
  'codes',
  'version',
  'errors',
  'error-ratio',
  'cpu',
  'memory',
  'ready-pods',
] as const

/** A chart that a service has. Its id is the metric's name, or its kind where it draws several. */
export const chartSchema = z.object({
  id: z.string(),
  kind: z.enum(chartKinds),
  group: z.enum(chartGroups),
  metric: z.string().nullable(),
  title: z.string(),
  description: z.string(),
  unit: z.string().nullable(),
  splits: z.array(z.enum(seriesSplits)),
  /** Shown until the viewer chooses others. */
  isDefault: z.boolean(),
  /** How the figure is read where that is not plain. */
  notes: z.array(z.string()),
  /** What it means when there is nothing to draw. */
  absence: z.string(),
})
export type Chart = z.infer<typeof chartSchema>

export const serviceDetailSchema = z.object({
  observedAt: z.iso.datetime(),
  row: serviceRowSchema,
  purpose: z.string(),
  columns: z.array(gaugeColumnSchema),
  /** At most `maxMatrixPods`, worst first; `podTotal` counts all. */
  matrix: z.array(podMatrixRowSchema),
  podTotal: count,
  autoscalers: z.array(autoscalerSchema),
  connections: z.array(connectionStateSchema),
  sources: z.array(sourceStateSchema),
})
export type ServiceDetail = z.infer<typeof serviceDetailSchema>

export const chartSeriesSchema = z.object({ id: z.string(), label: z.string(), points: z.array(pointSchema) })
export type ChartSeries = z.infer<typeof chartSeriesSchema>

/** One drawn chart: lines on a common grid, and what they were asked by. */
export const chartAnswerSchema = z.object({
  chart: chartSchema,
  startSeconds: z.number(),
  endSeconds: z.number(),
  stepSeconds: z.number().positive(),
  series: z.array(chartSeriesSchema),
  /** How many pods or tenants there are, of which the lines show the largest; null where lines are few by nature. */
  totalSeries: count.nullable(),
  thresholds: z.array(z.object({ label: z.string(), value: z.number() })),
  /** The PromQL behind it, as it was sent. */
  expressions: z.array(z.string()),
  /** What of it cannot be told, and what Prometheus itself remarked. */
  remarks: z.array(z.string()),
  observedAt: z.iso.datetime(),
})
export type ChartAnswer = z.infer<typeof chartAnswerSchema>

/** Arguments as they stand in addresses. */
export const serviceParamsSchema = z.object({ id: serviceIdSchema })
const regionSearch = z.string().max(40).optional()
export const serviceSearchSchema = z.object({ region: regionSearch })
export const seriesSearchSchema = timeRangeSchema.safeExtend({
  region: regionSearch,
  chart: z.string().max(120),
  split: z.enum(seriesSplits).default('pod'),
})

/** A number of Prometheus; what JSON has no number for stays a word. */
export const sampleSchema = z.union([z.number(), z.enum(['NaN', '+Inf', '-Inf'])])
export type Sample = z.infer<typeof sampleSchema>

/** The present figure of a metric, as `readingOf` in the catalogue reads it. */
export const metricFigureSchema = z.discriminatedUnion('kind', [
  /** Per second, over all pods. */
  z.object({ kind: z.literal('rate'), perSecond: sampleSchema }),
  /** All pods together, and the lowest and highest of them. */
  z.object({ kind: z.literal('sum'), total: sampleSchema, low: sampleSchema, high: sampleSchema }),
  /** The lowest and highest series; their sum means nothing. */
  z.object({ kind: z.literal('each'), low: sampleSchema, high: sampleSchema }),
  /** `above`: larger than `p95`, the highest bucket. `at-most`: everything fell into the bucket that ends at `p95`. */
  z.object({ kind: z.literal('p95'), p95: z.number(), bound: z.enum(['exact', 'above', 'at-most']) }),
  /** The worst of the values that pods report, and how many series say so. */
  z.object({ kind: z.literal('state'), status: statusWordSchema, word: z.string(), count: count, of: count }),
  z.object({ kind: z.literal('text'), text: z.string() }),
  /** There are series, yet no figure: no event in the window, or a histogram that cannot tell. */
  z.object({ kind: z.literal('none'), reason: z.string() }),
])
export type MetricFigure = z.infer<typeof metricFigureSchema>

/** One documented metric of a service, and what Prometheus has of it. */
export const metricRowSchema = z.object({
  name: z.string(),
  description: z.string(),
  /** As the documents print it. */
  type: metricTypeSchema,
  /** As Prometheus was told by the pods; null where nobody told. */
  prometheusType: z.string().nullable(),
  unit: z.string().nullable(),
  /** Unit of `figure`: that of a rate for what is shown as a rate. */
  figureUnit: z.string().nullable(),
  labels: z.array(z.string()),
  indicator: indicatorSchema.nullable(),
  /** null while it is missing. */
  figure: metricFigureSchema.nullable(),
  seriesCount: count,
  missing: z.object({ kind: z.enum(absences), note: z.string() }).nullable(),
  notes: z.array(z.string()),
  /** What to ask the explorer. */
  query: z.string(),
})
export type MetricRow = z.infer<typeof metricRowSchema>

export const serviceMetricsSchema = z.object({
  observedAt: z.iso.datetime(),
  items: z.array(metricRowSchema),
  /** Pods that are ready although Prometheus has not one documented series of the service; null where nobody knows. */
  silent: z.boolean(),
  expressions: z.array(z.string()),
})
export type ServiceMetrics = z.infer<typeof serviceMetricsSchema>

/** One alert of a rule that fires or waits to. */
export const alertInstanceSchema = z.object({
  state: z.enum(['firing', 'pending']),
  activeAt: z.iso.datetime().nullable(),
  summary: z.string().nullable(),
  value: z.string(),
  labels: z.record(z.string(), z.string()),
})
export type AlertInstance = z.infer<typeof alertInstanceSchema>

/** A documented alert of a service and what Prometheus makes of it; or a rule of the site's own that speaks of the service. */
export const serviceAlertSchema = z.object({
  id: z.string(),
  name: z.string(),
  severity: alertRowSeveritySchema,
  severityPrinted: z.string().nullable(),
  documented: z.boolean(),
  state: z.enum(alertRuleStates),
  /** As documented; null for a rule of the site's own. */
  threshold: z.string().nullable(),
  description: z.string().nullable(),
  forSeconds: z.number().nonnegative(),
  /** As documented, or, of a rule of the site's own, as loaded. */
  expression: z.string(),
  /** As Prometheus has it; null when it is not loaded, or nobody knows. */
  loaded: z
    .object({
      expression: z.string(),
      /** Reads otherwise than `expression` above; blanks and the order of matchers are no difference. */
      differs: z.boolean(),
      forSeconds: z.number(),
      lastError: z.string().nullable(),
    })
    .nullable(),
  actions: z.array(z.string()),
  decisions: z.array(decisionSchema),
  instances: z.array(alertInstanceSchema),
  /** How many there are, of which `instances` are at most `maxAlertInstances`. */
  instanceTotal: count,
})
export type ServiceAlert = z.infer<typeof serviceAlertSchema>

export const serviceAlertsSchema = z.object({
  observedAt: z.iso.datetime(),
  items: z.array(serviceAlertSchema),
  sources: z.array(sourceStateSchema),
})
export type ServiceAlerts = z.infer<typeof serviceAlertsSchema>
