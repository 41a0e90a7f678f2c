import 'server-only'
import { AppError } from '@/lib/errors'
import { createSharedAnswers } from '@/lib/live/shared-answers'
import { prometheus } from '@/lib/prometheus/instance'
import { resolveRange, type TimeRange } from '@/lib/time/range'
import { rangeKey } from '@/lib/time/range-key'
import type { RuleSeriesAnswer } from '../schema'
import { drawRule } from './draw-rule'
import { type KnownRule, noSuchRule, readRule } from './get-alert-rule'

const maxPoints = 240

const sharedAnswer = createSharedAnswers<RuleSeriesAnswer>({
  name: 'alert-rules.series',
  maxAnswers: 200,
  keptMs: 5 * 60_000,
})

/** The unit of another expression than the documented one is nobody's to tell. */
function unitOf({ row, documented }: KnownRule): string | null {
  return row.differs ? null : (documented?.alert.valueUnit ?? null)
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
  const question = [rule.row.id, rule.expression, rangeKey(grid, nowMs / 1000)]
  return sharedAnswer(question.join('\n'), async () => {
    const drawn = await drawRule(client, { kind: rule.row.kind, expression: rule.expression }, grid)
    return { unit: unitOf(rule), ...grid, ...drawn, observedAt: new Date(nowMs).toISOString() }
  })
}
