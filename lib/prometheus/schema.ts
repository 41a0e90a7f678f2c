import { z } from 'zod'

/** Prometheus writes sample values as text, because JSON has no NaN and no infinities. */
export function parseSampleValue(text: string): number {
  if (text === 'NaN') return Number.NaN
  if (text === '+Inf' || text === 'Inf') return Number.POSITIVE_INFINITY
  if (text === '-Inf') return Number.NEGATIVE_INFINITY
  const value = text.trim() === '' ? Number.NaN : Number(text)
  if (Number.isNaN(value)) throw new RangeError(`not a sample value: ${JSON.stringify(text)}`)
  return value
}

const sampleValueSchema = z.string().transform((text, context) => {
  try {
    return parseSampleValue(text)
  } catch {
    context.addIssue({ code: 'custom', message: 'not a sample value' })
    return z.NEVER
  }
})

const labelsSchema = z.record(z.string(), z.string())
const sampleSchema = z.tuple([z.number(), sampleValueSchema])

/** `value` is absent for native histograms, which the console does not draw. */
const vectorSchema = z.array(z.object({ metric: labelsSchema, value: sampleSchema.optional() }))
const matrixSchema = z.array(z.object({ metric: labelsSchema, values: z.array(sampleSchema).optional() }))

export const queryDataSchema = z.discriminatedUnion('resultType', [
  z.object({ resultType: z.literal('vector'), result: vectorSchema }),
  z.object({ resultType: z.literal('matrix'), result: matrixSchema }),
  z.object({ resultType: z.literal('scalar'), result: sampleSchema }),
  z.object({ resultType: z.literal('string'), result: z.tuple([z.number(), z.string()]) }),
])

/** The frame around every answer. `infos` exists since Prometheus 3. */
export const answerFrameSchema = z.object({
  status: z.literal('success'),
  data: z.unknown(),
  warnings: z.array(z.string()).nullish(),
  infos: z.array(z.string()).nullish(),
})

export const errorAnswerSchema = z.object({ status: z.literal('error'), errorType: z.string(), error: z.string() })
export type ErrorAnswer = z.infer<typeof errorAnswerSchema>

/** What Prometheus itself said when it refused a call; null for every other failure. */
export function refusalOf(error: unknown): ErrorAnswer | null {
  return error instanceof Error ? (errorAnswerSchema.safeParse(error.cause).data ?? null) : null
}

const ruleAlertSchema = z.object({
  labels: labelsSchema,
  annotations: labelsSchema.default({}),
  state: z.enum(['firing', 'pending', 'inactive']),
  activeAt: z.string().nullish(),
  value: z.string().default(''),
})

const ruleHealthSchema = z.enum(['ok', 'err', 'unknown']).catch('unknown')

export const ruleSchema = z.discriminatedUnion('type', [
  z.object({
    type: z.literal('alerting'),
    name: z.string(),
    query: z.string(),
    state: z.enum(['firing', 'pending', 'inactive', 'unknown']),
    /** Seconds. */
    duration: z.number().default(0),
    keepFiringFor: z.number().default(0),
    labels: labelsSchema.default({}),
    annotations: labelsSchema.default({}),
    alerts: z.array(ruleAlertSchema).nullish(),
    health: ruleHealthSchema,
    lastError: z.string().optional(),
    lastEvaluation: z.string().optional(),
    evaluationTime: z.number().optional(),
  }),
  z.object({
    type: z.literal('recording'),
    name: z.string(),
    query: z.string(),
    labels: labelsSchema.default({}),
    health: ruleHealthSchema,
    lastError: z.string().optional(),
    lastEvaluation: z.string().optional(),
    evaluationTime: z.number().optional(),
  }),
])

export const ruleGroupSchema = z.object({
  name: z.string(),
  file: z.string(),
  /** Seconds. */
  interval: z.number(),
  rules: z.array(ruleSchema),
  lastEvaluation: z.string().optional(),
})
export type RuleGroup = z.infer<typeof ruleGroupSchema>
export type Rule = z.infer<typeof ruleSchema>
export type AlertingRule = Extract<Rule, { type: 'alerting' }>
export const rulesDataSchema = z.object({ groups: z.array(ruleGroupSchema) })

export const targetSchema = z.object({
  labels: labelsSchema,
  scrapePool: z.string(),
  scrapeUrl: z.string(),
  lastError: z.string(),
  lastScrape: z.string(),
  /** Seconds. */
  lastScrapeDuration: z.number(),
  health: z.enum(['up', 'down', 'unknown']),
})
export type Target = z.infer<typeof targetSchema>
export const targetsDataSchema = z.object({ activeTargets: z.array(targetSchema) })

export const metadataSchema = z.record(
  z.string(),
  z.array(z.object({ type: z.string(), help: z.string(), unit: z.string() })),
)
export type Metadata = z.infer<typeof metadataSchema>

export const buildInfoSchema = z.object({ version: z.string().min(1), revision: z.string().optional() })
export type BuildInfo = z.infer<typeof buildInfoSchema>

export type Labels = Record<string, string>

/** One series at one instant. `value` may be NaN or an infinity: say so before it goes into JSON. */
export type InstantSeries = { labels: Labels; value: number; timeSeconds: number }

/** One series over time: `[Unix seconds, value]`, values as exact as the source's. */
export type RangeSeries = { labels: Labels; samples: [number, number][] }
