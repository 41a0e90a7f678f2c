import 'server-only'
import { shippedAlert } from '@/lib/catalogue/shipped-alerts'
import { AppError } from '@/lib/errors'
import { promqlTokens } from '@/lib/prometheus/promql-tokens'
import { ruleConditions } from '@/lib/prometheus/rule-conditions'
import { findRule } from '../model'
import type { AlertRule, AlertRuleDetail } from '../schema'
import { alertRulesFeed, ruleMemory } from './feed'

/** A row and its expression: the loaded one, or the one that ships while it is not loaded. Null when there is none. */
export async function readRule(key: string, region: string | undefined) {
  const snapshot = await alertRulesFeed().read()
  const row = findRule(snapshot.items, key, region ?? null)
  if (!row) return null
  const loaded = ruleMemory().get(row.region)?.loaded.get(row.id)
  const documented = row.alertId === null ? undefined : shippedAlert(row.alertId)
  const expression = loaded?.rule.query ?? documented?.alert.expr
  return expression === undefined ? null : { snapshot, row, loaded, documented, expression }
}

export type KnownRule = NonNullable<Awaited<ReturnType<typeof readRule>>>

export function noSuchRule(key: string): AppError {
  return new AppError('not-found', `There is no rule ${JSON.stringify(key)}.`, {
    action: 'Choose one in the list of rules.',
  })
}

function conditionsOf(row: AlertRule, expression: string): AlertRuleDetail['conditions'] {
  if (row.kind === 'recording') return null
  return (
    ruleConditions(expression)?.map(({ comparison, limit, also }) => ({
      comparison,
      limit: limit.kind === 'number' ? limit.text : limit.expr,
      also,
    })) ?? null
  )
}

function textsOf({ loaded, documented }: KnownRule) {
  const annotations = loaded?.rule.type === 'alerting' ? loaded.rule.annotations : {}
  return {
    summary: annotations.summary ?? documented?.alert.summary ?? null,
    description: annotations.description ?? annotations.information ?? documented?.alert.description ?? null,
  }
}

/**
 * Everything that is known of one rule. Asks no source: it reads what the feed's last refresh found. Without a region the
 * one in which the rule is worst. Throws `not-found`.
 */
export async function getAlertRule(key: string, region: string | undefined): Promise<AlertRuleDetail> {
  const known = await readRule(key, region)
  if (!known) throw noSuchRule(key)
  const { snapshot, row, loaded, documented, expression } = known
  const alert = documented?.alert
  return {
    observedAt: snapshot.observedAt,
    row,
    expression,
    tokens: promqlTokens(expression),
    documentedExpression: row.differs ? (alert?.expr ?? null) : null,
    documentedForSeconds: alert?.forSeconds ?? null,
    conditions: conditionsOf(row, expression),
    file: loaded?.group.file ?? null,
    labels: loaded?.rule.labels ?? {},
    ...textsOf(known),
    actions: alert?.actions ?? [],
    decisions: alert?.decisions ?? [],
    origin: documented?.origin ?? null,
    severityPrinted: alert?.severityPrinted ?? null,
    sources: snapshot.sources.filter((source) => source.region === row.region),
  }
}
