import { z } from 'zod'
import { storableText } from '@/lib/format/storable-text'
import { timeRangeSchema } from '@/lib/time/range-schema'
import { isSelector } from './promql-text'
import { maxQueryLength, queryModes } from './vocabulary'

// What the handlers take. Apart from `schema.ts`, because it needs the grammar of PromQL, which pages load later or never.

const regionSchema = z.string().max(40).optional()

export const metricSearchSchema = z.object({
  region: regionSchema,
  q: z.string().max(200).default(''),
  group: z.string().max(40).default(''),
  offset: z.coerce.number().int().min(0).max(1_000_000).default(0),
  limit: z.coerce.number().int().min(1).max(500).default(200),
})
export type MetricSearch = z.infer<typeof metricSearchSchema>

export const seriesNamesSearchSchema = z.object({ region: regionSchema })

const selectorSchema = z
  .string()
  .max(2000)
  .refine((text) => isSelector(text), 'must be one selector, such as up{job="a"}')
  .optional()

export const labelNamesSearchSchema = z.object({ region: regionSchema, selector: selectorSchema })
export const labelValuesSearchSchema = labelNamesSearchSchema.extend({
  label: z.string().regex(/^[a-zA-Z_][a-zA-Z0-9_]{0,127}$/, 'is no name of a label'),
})
const queryTextSchema = storableText()
  .max(maxQueryLength, `at most ${maxQueryLength} characters`)
  .refine((text) => text.trim() !== '', 'is empty')

export const runQuerySchema = z.object({
  region: regionSchema,
  query: queryTextSchema,
  mode: z.enum(queryModes),
  range: timeRangeSchema.default({ range: '1h' }),
  /** Unix seconds of an instant query; null for Prometheus's own present. */
  at: z.number().positive().max(4_102_444_800).nullable().default(null),
  /** Runs what is above the limit that asks; never what is above the one that refuses. */
  anyway: z.boolean().default(false),
})
export type RunQuery = z.infer<typeof runQuerySchema>

export const recordQuerySchema = z.object({
  query: queryTextSchema,
  mode: z.enum(queryModes),
  region: storableText().max(40).nullable().default(null),
})
export type RecordQuery = z.infer<typeof recordQuerySchema>
export const historyParamsSchema = z.object({ id: z.uuid() })
export const starQuerySchema = z.object({ starred: z.boolean() })
