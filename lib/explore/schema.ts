import { z } from 'zod'
import { indicatorSchema, serviceIdSchema } from '@/lib/catalogue/schema'
import { sourceStateSchema } from '@/lib/sources/schema'
import { metricKinds, presences, queryModes } from './vocabulary'

/** One metric as the browser lists it. Documented by several services, it stands once in each. */
export const metricEntrySchema = z.object({
  /** `<service>/<name>`, or `/<name>` for what no service documents. */
  id: z.string(),
  name: z.string(),
  service: serviceIdSchema.nullable(),
  serviceName: z.string().nullable(),
  kind: z.enum(metricKinds),
  unit: z.string().nullable(),
  /** Ours where the metric is documented, else what Prometheus knows of it. */
  help: z.string().nullable(),
  indicator: indicatorSchema.nullable(),
  presence: z.enum(presences),
  /** Why a missing one may be missing without a fault. */
  absence: z.enum(['first-event', 'alerts-only']).nullable(),
  query: z.string(),
})
export type MetricEntry = z.infer<typeof metricEntrySchema>

export const metricGroupSchema = z.object({
  /** A service id, or `other`. */
  id: z.string(),
  label: z.string(),
  count: z.number().int().positive(),
})

export const metricListSchema = z.object({
  region: z.string(),
  items: z.array(metricEntrySchema),
  /** Those that match, of all pages. */
  total: z.number().int().nonnegative(),
  /** All there are. */
  known: z.number().int().nonnegative(),
  groups: z.array(metricGroupSchema),
  nextOffset: z.number().int().positive().nullable(),
  sources: z.array(sourceStateSchema),
})
export type MetricList = z.infer<typeof metricListSchema>

/** What completion needs of every series name. */
export const seriesNamesSchema = z.object({
  items: z.array(z.object({ name: z.string(), kind: z.enum(metricKinds), help: z.string().nullable() })),
  truncated: z.boolean(),
})
export type SeriesNames = z.infer<typeof seriesNamesSchema>

export const wordsSchema = z.object({ items: z.array(z.string()), truncated: z.boolean() })
export type Words = z.infer<typeof wordsSchema>

/** JSON has no NaN and no infinities. */
export const sampleSchema = z.union([z.number(), z.enum(['NaN', '+Inf', '-Inf'])])
export type Sample = z.infer<typeof sampleSchema>

const labelsSchema = z.record(z.string(), z.string())

const costSchema = z.object({
  series: z.number().int().nonnegative(),
  samples: z.number().nonnegative(),
  selectors: z.array(z.object({ text: z.string(), series: z.number().int().nonnegative() })),
})

export const instantRowSchema = z.object({
  labels: labelsSchema,
  value: sampleSchema,
  /** Of a range vector: how many samples there are, the value being the last. */
  samples: z.number().int().positive().nullable(),
  /** Unix seconds. */
  timeSeconds: z.number(),
})
export type InstantRow = z.infer<typeof instantRowSchema>

export const rangeRowSchema = z.object({
  labels: labelsSchema,
  last: sampleSchema,
  lastSeconds: z.number(),
  min: z.number().nullable(),
  max: z.number().nullable(),
  mean: z.number().nullable(),
  /** Points that are NaN or infinite: a line cannot show them. */
  notFinite: z.number().int().nonnegative(),
  /** On the answer's grid; null where nothing (finite) was measured. Only of the rows that are drawn. */
  values: z.array(z.number().nullable()).nullable(),
})
export type RangeRow = z.infer<typeof rangeRowSchema>

const resultSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('vector'), timeSeconds: z.number(), rows: z.array(instantRowSchema) }),
  z.object({ kind: z.literal('scalar'), timeSeconds: z.number(), value: sampleSchema }),
  z.object({ kind: z.literal('string'), text: z.string() }),
  z.object({
    kind: z.literal('range'),
    startSeconds: z.number(),
    endSeconds: z.number(),
    stepSeconds: z.number().positive(),
    rows: z.array(rangeRowSchema),
  }),
])
export type QueryResult = z.infer<typeof resultSchema>

const askedSchema = z.object({ region: z.string(), query: z.string(), mode: z.enum(queryModes) })

export const queryAnswerSchema = z.discriminatedUnion('outcome', [
  askedSchema.extend({
    outcome: z.literal('answered'),
    result: resultSchema,
    /** Series there are; more than `result.rows` where only the largest are sent. */
    totalRows: z.number().int().nonnegative(),
    unit: z.string().nullable(),
    warnings: z.array(z.string()),
    cost: costSchema.nullable(),
    durationMs: z.number().nonnegative(),
    observedAt: z.iso.datetime(),
  }),
  askedSchema.extend({
    outcome: z.literal('too-costly'),
    /** Null where the cost could not be told. */
    cost: costSchema.nullable(),
    message: z.string(),
    /** What to do about it. */
    action: z.string(),
    /** A second click may run it. */
    overridable: z.boolean(),
  }),
  askedSchema.extend({
    outcome: z.literal('rejected'),
    message: z.string(),
    position: z.object({ line: z.number(), column: z.number(), offset: z.number() }).nullable(),
  }),
  askedSchema.extend({ outcome: z.literal('timed-out'), message: z.string(), action: z.string() }),
])
export type QueryAnswer = z.infer<typeof queryAnswerSchema>
export type AnsweredQuery = Extract<QueryAnswer, { outcome: 'answered' }>

export const historyEntrySchema = z.object({
  id: z.uuid(),
  query: z.string(),
  mode: z.enum(queryModes),
  region: z.string().nullable(),
  starred: z.boolean(),
  runs: z.number().int().positive(),
  ranAt: z.iso.datetime(),
})
export type HistoryEntry = z.infer<typeof historyEntrySchema>
export const historySchema = z.object({ items: z.array(historyEntrySchema) })

export const deletedSchema = z.object({ deleted: z.number().int().nonnegative() })
