import 'server-only'
import type { PrometheusClient } from '@/lib/prometheus/client'
import { promqlTokens } from '@/lib/prometheus/promql-tokens'
import { type Condition, ruleConditions } from '@/lib/prometheus/rule-conditions'
import type { Labels } from '@/lib/prometheus/schema'
import type { AbsoluteRange } from '@/lib/time/range'
import { toMembers, toRuleLines } from '../chart-adapter'
import { countQuery, onlyMembers, presenceQuery, rankQuery } from '../charts'
import type { AlertRule, RuleSeriesAnswer } from '../schema'

/** Lines of a chart; the palette has eight colours. */
const maxLines = 8

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

/** What a side of an `or` is about: the metric that its value names first. */
function metricOf({ value }: Condition): string | null {
  return promqlTokens(value).find(([kind]) => kind === 'metric')?.[1] ?? null
}

/** The value's lines, and those of the limit where it is no number. */
async function drawCondition(
  client: PrometheusClient,
  found: Found & { name: string | null },
  grid: AbsoluteRange,
  id: string,
): Promise<Drawn> {
  const { condition, members, count } = found
  const { value, limit } = condition
  const asked = onlyMembers(value, members)
  const limitAsked = limit.kind === 'expression' ? onlyMembers(limit.expr, members) : null
  const [values, limits] = await Promise.all([
    client.queryRange(asked, grid),
    limitAsked === null ? null : client.queryRange(limitAsked, grid),
  ])
  const named = (kind: string) => [found.name, limits ? kind : null].filter(Boolean).join(' ') || null
  return {
    series: [
      ...toRuleLines(values.series, grid, { id: `${id}:value`, what: named('Value'), fallback: 'Value' }),
      ...toRuleLines(limits?.series ?? [], grid, { id: `${id}:limit`, what: named('Limit'), fallback: 'Limit' }),
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
      const name = present.length > 1 ? metricOf(one.condition) : null
      return drawCondition(client, { ...one, members, name }, grid, String(index))
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

export type DrawnRule = Drawn & Pick<RuleSeriesAnswer, 'kind' | 'thresholds'>

/**
 * The lines of a rule's chart: at most eight, those nearest to firing at the range's end. Two instant and one or two range
 * queries for each side of an `or`, however many series there are. Throws what Prometheus throws.
 */
export async function drawRule(
  client: PrometheusClient,
  { kind, expression }: { kind: AlertRule['kind']; expression: string },
  grid: AbsoluteRange,
): Promise<DrawnRule> {
  if (kind === 'recording') {
    return { kind: 'record', thresholds: [], ...(await drawValues(client, [largest(expression)], grid)) }
  }
  const conditions = ruleConditions(expression)
  if (conditions === null)
    return { kind: 'presence', thresholds: [], ...(await drawPresence(client, expression, grid)) }
  return { kind: 'value', thresholds: thresholdsOf(conditions), ...(await drawValues(client, conditions, grid)) }
}
