import 'server-only'
import { AppError } from '@/lib/errors'
import { createSharedAnswers } from '@/lib/live/shared-answers'
import type { PrometheusClient } from '@/lib/prometheus/client'
import { prometheus } from '@/lib/prometheus/instance'
import { type Condition, ruleConditions } from '@/lib/prometheus/rule-conditions'
import type { Labels } from '@/lib/prometheus/schema'
import { type AbsoluteRange, resolveRange, type TimeRange } from '@/lib/time/range'
import { toMembers, toRuleLines } from '../chart-adapter'
import { countQuery, onlyMembers, presenceQuery, rankQuery } from '../charts'
import type { RuleSeriesAnswer } from '../schema'
import { type KnownRule, noSuchRule, readRule } from './get-alert-rule'

const maxPoints = 240
/** Lines of a chart; the palette has eight colours. */
const maxLines = 8

const sharedAnswer = createSharedAnswers<RuleSeriesAnswer>({
  name: 'alert-rules.series',
  maxAnswers: 200,
  keptMs: 5 * 60_000,
})

type Drawn = Pick<RuleSeriesAnswer, 'series' | 'totalSeries' | 'expressions'>
type Found = { condition: Condition; members: Labels[]; count: number }

async function findMembers(client: PrometheusClient, condition: Condition, timeSeconds: number): Promise<Found> {
  const [ranked, counted] = await Promise.all([
    client.query(rankQuery(condition, maxLines), { timeSeconds }),
    client.query(countQuery(condition), { timeSeconds }),
  ])
  const isDescending = ['>', '>=', '!='].includes(condition.comparison)
  return { condition, members: toMembers(ranked.series, isDescending), count: counted.series[0]?.value ?? 0 }
}

/** The value's lines, and those of the limit where it is no number. */
async function drawCondition(client: PrometheusClient, found: Found, grid: AbsoluteRange, id: string): Promise<Drawn> {
  const { condition, members, count } = found
  const { value, limit } = condition
  const asked = onlyMembers(value, members)
  const limitAsked = limit.kind === 'expression' ? onlyMembers(limit.expr, members) : null
  const [values, limits] = await Promise.all([
    client.queryRange(asked, grid),
    limitAsked === null ? null : client.queryRange(limitAsked, grid),
  ])
  const what = limits ? 'Value' : null
  return {
    series: [
      ...toRuleLines(values.series, grid, { id: `${id}:value`, what, fallback: 'Value' }),
      ...toRuleLines(limits?.series ?? [], grid, { id: `${id}:limit`, what: 'Limit', fallback: 'Limit' }),
    ],
    totalSeries: count,
    expressions: limitAsked === null ? [asked] : [asked, limitAsked],
  }
}

/** All conditions share the lines that there are; those without any series now take none. */
async function drawValues(client: PrometheusClient, conditions: readonly Condition[], grid: AbsoluteRange) {
  const found = await Promise.all(conditions.map((condition) => findMembers(client, condition, grid.endSeconds)))
  const present = found.filter(({ members }) => members.length > 0)
  const linesEach = ({ limit }: Condition) =>
    Math.max(1, Math.floor(maxLines / present.length / (limit.kind === 'expression' ? 2 : 1)))
  const drawn = await Promise.all(
    present.map((one, index) => {
      const members = one.members.slice(0, linesEach(one.condition))
      return drawCondition(client, { ...one, members }, grid, String(index))
    }),
  )
  // With no series at all the expressions are still worth a look: they say what was asked in vain.
  const expressions =
    present.length > 0 ? drawn.flatMap((one) => one.expressions) : conditions.map(({ value }) => value)
  return {
    series: drawn.flatMap(({ series }) => series),
    totalSeries: found.reduce((sum, { count }) => sum + count, 0),
    expressions,
  } satisfies Drawn
}

function thresholdsOf(conditions: readonly Condition[]): RuleSeriesAnswer['thresholds'] {
  const lines = conditions.flatMap(({ comparison, limit }) =>
    limit.kind === 'number' ? [[`${comparison} ${limit.text}`, limit.number] as const] : [],
  )
  return [...new Map(lines)].map(([label, value]) => ({ label, value }))
}

/** A recording rule has no limit: its largest series are drawn. */
const largest = (value: string): Condition => ({
  value,
  comparison: '>',
  matching: null,
  limit: { kind: 'number', number: 0, text: '0' },
  also: null,
})

async function drawPresence(client: PrometheusClient, expression: string, grid: AbsoluteRange) {
  const asked = presenceQuery(expression)
  const { series } = await client.queryRange(asked, grid)
  const lines = toRuleLines(series, grid, { id: 'presence', what: null, fallback: 'Series for which it holds' })
  return { series: lines, totalSeries: lines.length, expressions: [asked] } satisfies Drawn
}

async function draw(client: PrometheusClient, rule: KnownRule, grid: AbsoluteRange) {
  const { row, expression, documented } = rule
  if (row.kind === 'recording') {
    const drawn = await drawValues(client, [largest(expression)], grid)
    return { kind: 'record' as const, unit: null, thresholds: [], ...drawn }
  }
  const conditions = ruleConditions(expression)
  if (conditions === null) {
    const drawn = await drawPresence(client, expression, grid)
    return { kind: 'presence' as const, unit: null, thresholds: [], ...drawn }
  }
  const drawn = await drawValues(client, conditions, grid)
  // The unit of another expression than the documented one is nobody's to tell.
  const unit = row.differs ? null : (documented?.alert.valueUnit ?? null)
  return { kind: 'value' as const, unit, thresholds: thresholdsOf(conditions), ...drawn }
}

/**
 * What a rule looks at over a range, with its limits: at most eight lines of 240 points, those nearest to firing. The
 * expression is the rule's own; the browser names the rule. Throws `not-found` for a rule or region that does not exist, and
 * what Prometheus throws.
 */
export async function getRuleSeries(
  key: string,
  region: string | undefined,
  range: TimeRange,
  nowMs: number,
): Promise<RuleSeriesAnswer> {
  const rule = await readRule(key, region)
  if (!rule) throw noSuchRule(key)
  const client = prometheus(rule.row.region)
  if (!client) throw new AppError('not-found', `Region ${JSON.stringify(rule.row.region)} has no Prometheus.`)
  const grid = resolveRange(range, Math.floor(nowMs / 1000), maxPoints)
  const question = [rule.row.id, rule.expression, grid.startSeconds, grid.endSeconds, grid.stepSeconds]
  return sharedAnswer(question.join('\n'), async () => {
    const drawn = await draw(client, rule, grid)
    return { ...grid, ...drawn, observedAt: new Date(nowMs).toISOString() }
  })
}
