import type { AlertRule, AlertRuleFilter, AlertRuleSummary, RuleGroupState } from './schema'

const stateRank: Readonly<Record<NonNullable<AlertRule['state']>, number>> = {
  firing: 0,
  pending: 1,
  unknown: 2,
  'not-loaded': 3,
  inactive: 4,
}
const severityRank: Readonly<Record<AlertRule['severity'], number>> = { critical: 0, warning: 1, unknown: 2, info: 3 }

// One collator: localeCompare makes one a call, which thousands of rules would feel at every refresh.
const byText = new Intl.Collator('en', { numeric: true }).compare

const rankOfState = ({ state }: AlertRule) => (state === null ? stateRank.inactive : stateRank[state])

/** What asks for attention first: broken rules and firing ones, then by severity and name. Recording rules come last. */
export function compareRules(a: AlertRule, b: AlertRule): number {
  return (
    Number(a.kind === 'recording') - Number(b.kind === 'recording') ||
    Number(b.health === 'err') - Number(a.health === 'err') ||
    rankOfState(a) - rankOfState(b) ||
    severityRank[a.severity] - severityRank[b.severity] ||
    byText(a.serviceLabel ?? '', b.serviceLabel ?? '') ||
    byText(a.name, b.name) ||
    byText(a.id, b.id)
  )
}

/** Counts over all rows, and when each group was evaluated. */
export function summariseRules(
  rows: readonly AlertRule[],
  groups: Readonly<Record<string, RuleGroupState>>,
): AlertRuleSummary {
  const count = (matches: (row: AlertRule) => boolean) => rows.reduce((sum, row) => sum + Number(matches(row)), 0)
  return {
    alerting: count((row) => row.kind === 'alerting'),
    recording: count((row) => row.kind === 'recording'),
    firing: count((row) => row.state === 'firing'),
    pending: count((row) => row.state === 'pending'),
    unhealthy: count((row) => row.health === 'err'),
    notLoaded: count((row) => row.coverage === 'not-loaded'),
    undocumented: count((row) => row.kind === 'alerting' && row.coverage === 'undocumented'),
    differing: count((row) => row.differs),
    groups: { ...groups },
  }
}

function isAmong(wanted: readonly string[], value: string | null): boolean {
  return wanted.length === 0 || (value !== null && wanted.includes(value))
}

/** Every word must occur in name, id, service, condition or group. */
function matchesText(row: AlertRule, text: string): boolean {
  const words = text.toLowerCase().split(/\s+/).filter(Boolean)
  if (words.length === 0) return true
  const known = [row.name, row.key, row.serviceLabel, row.threshold, row.group, row.severityPrinted, row.lastError]
  const haystack = known.filter(Boolean).join('\n').toLowerCase()
  return words.every((word) => haystack.includes(word))
}

export function matchesRuleFilter(row: AlertRule, filter: AlertRuleFilter): boolean {
  return (
    isAmong(filter.kind, row.kind) &&
    isAmong(filter.state, row.state) &&
    isAmong(filter.severity, row.severity) &&
    isAmong(filter.coverage, row.coverage) &&
    isAmong(filter.region, row.region) &&
    (isAmong(filter.service, row.service) || isAmong(filter.service, row.serviceLabel)) &&
    matchesText(row, filter.text)
  )
}

/** Filtered and in reading order; the input stays as it was. */
export function filterRules(rows: readonly AlertRule[], filter: AlertRuleFilter): AlertRule[] {
  return rows.filter((row) => matchesRuleFilter(row, filter)).sort(compareRules)
}

/** The row of a key: in the region that is asked for, or in the one where it is worst. */
export function findRule(rows: readonly AlertRule[], key: string, region: string | null): AlertRule | undefined {
  return rows.filter((row) => row.key === key && (region === null || row.region === region)).sort(compareRules)[0]
}

type Groups = AlertRuleSummary['groups']

/** When the rule was last evaluated (ISO time); null when nobody knows. */
export function lastEvaluationOf(row: AlertRule, groups: Groups): string | null {
  return row.groupId === null ? null : (groups[row.groupId]?.lastEvaluation ?? null)
}

/** How long its last evaluation took, in seconds; null when nobody knows. */
export function evaluationSecondsOf(row: AlertRule, groups: Groups): number | null {
  if (row.groupId === null || row.position === null) return null
  const milliseconds = groups[row.groupId]?.ruleMilliseconds[row.position]
  return milliseconds === undefined || milliseconds === null ? null : milliseconds / 1000
}
