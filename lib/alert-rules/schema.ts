import { z } from 'zod'
import { decisionSchema, serviceIdSchema } from '@/lib/catalogue/schema'
import { liveListSchema } from '@/lib/live/schema'
import { sourceStateSchema } from '@/lib/sources/schema'
import { timeRangeSchema } from '@/lib/time/range-schema'
import { ruleCoverages, ruleHealths, ruleKinds, ruleSeverities, ruleStates } from './vocabulary'

const count = z.number().int().nonnegative()

/** One rule of one region: loaded, documented, or both. What changes with every evaluation stands in the summary's groups. */
export const alertRuleSchema = z.object({
  id: z.string(),
  /** Names the rule in addresses, the same in all regions: the catalogue's id, or group and name. */
  key: z.string(),
  region: z.string(),
  kind: z.enum(ruleKinds),
  name: z.string(),
  /** The catalogue's id; null for what it does not know. */
  alertId: z.string().nullable(),
  severity: z.enum(ruleSeverities),
  severityPrinted: z.string().nullable(),
  service: serviceIdSchema.nullable(),
  /** The label `service` as the rule carries it, also when it names none of ours. */
  serviceLabel: z.string().nullable(),
  /** The condition in words, or what a recording rule records; null for what the catalogue does not know. */
  threshold: z.string().nullable(),
  /** null for a recording rule, which has none. */
  state: z.enum(ruleStates).nullable(),
  /** Series that fire and that wait; null while the rule is not loaded, or nobody knows. */
  firing: count.nullable(),
  pending: count.nullable(),
  health: z.enum(ruleHealths).nullable(),
  lastError: z.string().nullable(),
  forSeconds: z.number().nonnegative().nullable(),
  /** Key into the summary's `groups`, and the rule's place in it; null while it is not loaded. */
  groupId: z.string().nullable(),
  position: count.nullable(),
  group: z.string().nullable(),
  coverage: z.enum(ruleCoverages),
  /** The loaded expression is another than the one that ships. */
  differs: z.boolean(),
})
export type AlertRule = z.infer<typeof alertRuleSchema>

/** A group of rules that Prometheus evaluates together. */
export const ruleGroupStateSchema = z.object({
  lastEvaluation: z.iso.datetime().nullable(),
  intervalSeconds: z.number().nonnegative(),
  /** How long the last evaluation of each rule took, by its place; null when it was not evaluated yet. */
  ruleMilliseconds: z.array(z.number().nonnegative().nullable()),
})
export type RuleGroupState = z.infer<typeof ruleGroupStateSchema>

export const alertRuleSummarySchema = z.object({
  alerting: count,
  recording: count,
  firing: count,
  pending: count,
  /** Rules whose last evaluation failed. */
  unhealthy: count,
  notLoaded: count,
  undocumented: count,
  differing: count,
  groups: z.record(z.string(), ruleGroupStateSchema),
})
export type AlertRuleSummary = z.infer<typeof alertRuleSummarySchema>

export const alertRuleListSchema = liveListSchema(alertRuleSchema, alertRuleSummarySchema)
export type AlertRuleList = z.infer<typeof alertRuleListSchema>

const list = <Option extends z.ZodType>(option: Option) =>
  z.preprocess(
    (value) => (typeof value === 'string' ? value.split(',').filter(Boolean) : value),
    z.array(option).max(50),
  )

/** Filters as they stand in the address of the page and of the API. Empty means "all". */
export const alertRuleFilterSchema = z.object({
  kind: list(z.enum(ruleKinds)).default([]),
  state: list(z.enum(ruleStates)).default([]),
  severity: list(z.enum(ruleSeverities)).default([]),
  coverage: list(z.enum(ruleCoverages)).default([]),
  service: list(z.string().max(80)).default([]),
  region: list(z.string().max(40)).default([]),
  text: z.string().max(200).default(''),
})
export type AlertRuleFilter = z.infer<typeof alertRuleFilterSchema>

/** An expression in coloured pieces; joined they are the expression. */
const tokensSchema = z.array(z.tuple([z.string(), z.string()]))

/** One comparison of a rule, in words that stand beside its chart. */
export const ruleConditionSchema = z.object({
  comparison: z.string(),
  /** The number, or the expression that the value is held against. */
  limit: z.string(),
  /** What else must hold; null when nothing. */
  also: z.string().nullable(),
})

export const alertRuleDetailSchema = z.object({
  observedAt: z.iso.datetime(),
  row: alertRuleSchema,
  /** The loaded expression, or the documented one while it is not loaded. */
  expression: z.string(),
  tokens: tokensSchema,
  /** The one that ships, where the loaded one is another. */
  documentedExpression: z.string().nullable(),
  documentedForSeconds: z.number().nullable(),
  /** How the rule decides; null when it fires by the mere presence of series, or only records. */
  conditions: z.array(ruleConditionSchema).nullable(),
  file: z.string().nullable(),
  labels: z.record(z.string(), z.string()),
  summary: z.string().nullable(),
  description: z.string().nullable(),
  /** What to do, as the documents say; empty where they say nothing. */
  actions: z.array(z.string()),
  decisions: z.array(decisionSchema),
  /** Whether the documents have the alert or the console adds it; null for what the catalogue does not know. */
  origin: z.enum(['documents', 'console']).nullable(),
  severityPrinted: z.string().nullable(),
  sources: z.array(sourceStateSchema),
})
export type AlertRuleDetail = z.infer<typeof alertRuleDetailSchema>

const pointSchema = z.tuple([z.number(), z.number().nullable()])

/** Value and limit of a rule over time. */
export const ruleSeriesAnswerSchema = z.object({
  /** `value`: what the rule compares. `presence`: how many series meet its condition. `record`: what it records. */
  kind: z.enum(['value', 'presence', 'record']),
  unit: z.string().nullable(),
  startSeconds: z.number(),
  endSeconds: z.number(),
  stepSeconds: z.number().positive(),
  series: z.array(z.object({ id: z.string(), label: z.string(), points: z.array(pointSchema) })),
  /** How many series there are, of which those nearest to firing are drawn. */
  totalSeries: count,
  thresholds: z.array(z.object({ label: z.string(), value: z.number() })),
  expressions: z.array(z.string()),
  observedAt: z.iso.datetime(),
})
export type RuleSeriesAnswer = z.infer<typeof ruleSeriesAnswerSchema>

const regionSearch = z.string().max(40).optional()
export const ruleParamsSchema = z.object({ id: z.string().min(1).max(260) })
export const ruleSearchSchema = z.object({ region: regionSearch })
export const ruleSeriesSearchSchema = timeRangeSchema.safeExtend({ region: regionSearch })

export const ruleFindSchema = z.object({
  q: z.string().max(100).default(''),
  limit: z.coerce.number().int().min(1).max(50).default(8),
})
