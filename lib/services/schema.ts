import { z } from 'zod'
import { serviceIdSchema, statusWordSchema } from '@/lib/catalogue/schema'
import { liveListSchema } from '@/lib/live/schema'
import { sourceNameSchema, sourceStateSchema } from '@/lib/sources/schema'
import { timeRangeSchema } from '@/lib/time/range-schema'
import { autoscalerSchema, podSchema, podStateSchema } from '@/lib/workloads/schema'
import { chartNames, reasonRules, seriesSplits } from './vocabulary'

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
  /** null for a service without pods of its own, and while Kubernetes never answered. */
  pods: z.object({ ready: count, desired: count }).nullable(),
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
  cells: z.array(gaugeCellSchema),
})
export type PodMatrixRow = z.infer<typeof podMatrixRowSchema>

export const chartNameSchema = z.enum(chartNames)

/** A chart that a service has. `metric` tells two latency charts apart. */
export const chartSchema = z.object({
  id: z.string(),
  name: chartNameSchema,
  metric: z.string().nullable(),
  title: z.string(),
  unit: z.string().nullable(),
  splits: z.array(z.enum(['pod', 'tenant'])),
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
  charts: z.array(chartSchema),
  sources: z.array(sourceStateSchema),
})
export type ServiceDetail = z.infer<typeof serviceDetailSchema>

export type SeriesSplit = (typeof seriesSplits)[number]

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
