import { shippedRecording } from '@/lib/catalogue/recordings'
import type { ServiceId } from '@/lib/catalogue/schema'
import { severityOf } from '@/lib/catalogue/severity-of'
import type { ShippedAlert } from '@/lib/catalogue/shipped-alerts'
import { isSameExpression } from '@/lib/prometheus/same-expression'
import type { Rule, RuleGroup } from '@/lib/prometheus/schema'
import { isoTime } from '@/lib/time/iso-time'
import type { AlertRule, RuleGroupState } from './schema'

type Labels = Readonly<Record<string, string>>

export type RegionRules = {
  region: string
  /** null when the region's Prometheus never answered. */
  groups: readonly RuleGroup[] | null
  shipped: readonly ShippedAlert[]
  /** The catalogue's knowledge, passed in. */
  serviceOf: (labels: Labels) => ServiceId | null
}

export type RegionRuleRows = {
  rows: AlertRule[]
  groups: Record<string, RuleGroupState>
  /** The loaded rule behind a row, by the row's id. */
  loaded: Map<string, { rule: Rule; group: RuleGroup }>
}

const maxErrorLength = 500

const slug = (text: string) =>
  text
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '-')
    .replaceAll(/^-|-$/g, '')
    .slice(0, 100)

/** Gives each rule a key that no other of the region has; a second one of the same name is counted. */
function keyMaker() {
  const used = new Map<string, number>()
  return (wanted: string) => {
    const times = (used.get(wanted) ?? 0) + 1
    used.set(wanted, times)
    return times === 1 ? wanted : `${wanted}~${times}`
  }
}

function differsFrom(rule: Rule, shipped: ShippedAlert | undefined): boolean {
  if (!shipped || rule.type !== 'alerting') return false
  return !isSameExpression(rule.query, shipped.alert.expr)
}

function alertCounts(rule: Rule) {
  if (rule.type === 'recording') return { state: null, firing: null, pending: null }
  const count = (state: string) => (rule.alerts ?? []).filter((alert) => alert.state === state).length
  return { state: rule.state, firing: count('firing'), pending: count('pending') }
}

type Place = { region: string; key: string; groupId: string; group: string; position: number }

function loadedRow(rule: Rule, shipped: ShippedAlert | undefined, place: Place, known: RegionRules): AlertRule {
  const { labels } = rule
  const recording = rule.type === 'recording' ? shippedRecording(rule.name, labels) : undefined
  return {
    id: `${place.region}/${place.key}`,
    ...place,
    kind: rule.type,
    name: rule.name,
    alertId: shipped?.alert.id ?? null,
    severity: severityOf(labels.severity),
    severityPrinted: labels.severity ?? null,
    service: known.serviceOf(labels) ?? shipped?.serviceId ?? null,
    serviceLabel: labels.service ?? null,
    threshold: shipped?.alert.threshold ?? recording?.about ?? null,
    ...alertCounts(rule),
    health: rule.health,
    lastError: rule.lastError ? rule.lastError.slice(0, maxErrorLength) : null,
    forSeconds: rule.type === 'alerting' ? rule.duration : null,
    coverage: (shipped ?? recording) ? 'loaded' : 'undocumented',
    differs: differsFrom(rule, shipped),
  }
}

/** A documented alert that is not loaded, or of which nobody knows whether it is. */
function documentedRow(region: string, shipped: ShippedAlert, isKnown: boolean): AlertRule {
  const { alert, serviceId, serviceLabel } = shipped
  return {
    id: `${region}/${alert.id}`,
    key: alert.id,
    region,
    kind: 'alerting',
    name: alert.name,
    alertId: alert.id,
    severity: alert.severity,
    severityPrinted: alert.severity,
    service: serviceId,
    serviceLabel,
    threshold: alert.threshold,
    state: isKnown ? 'not-loaded' : 'unknown',
    firing: null,
    pending: null,
    health: null,
    lastError: null,
    forSeconds: alert.forSeconds,
    groupId: null,
    position: null,
    group: null,
    coverage: isKnown ? 'not-loaded' : 'unknown',
    differs: false,
  }
}

function groupState({ interval, lastEvaluation, rules }: RuleGroup): RuleGroupState {
  return {
    // Go prints its zero time for what was never evaluated.
    lastEvaluation: lastEvaluation?.startsWith('0001-') ? null : isoTime(lastEvaluation ?? null),
    intervalSeconds: interval,
    ruleMilliseconds: rules.map(({ evaluationTime, health }) =>
      evaluationTime === undefined || health === 'unknown' ? null : Number((evaluationTime * 1000).toPrecision(3)),
    ),
  }
}

/** Rules of one region joined with the documented alerts by `alert_id`; each once, in no particular order. */
export function toRuleRows(known: RegionRules): RegionRuleRows {
  const { region, groups, shipped } = known
  const answer: RegionRuleRows = { rows: [], groups: {}, loaded: new Map() }
  const byId = new Map(shipped.map((one) => [one.alert.id, one]))
  const found = new Set<string>()
  const unique = keyMaker()
  for (const group of groups ?? []) {
    const groupId = `${region}/${group.file}/${group.name}`
    answer.groups[groupId] = groupState(group)
    for (const [position, rule] of group.rules.entries()) {
      const documented = rule.type === 'alerting' ? byId.get(rule.labels.alert_id ?? '') : undefined
      if (documented) found.add(documented.alert.id)
      const key = unique(documented?.alert.id ?? `${slug(group.name)}.${slug(rule.name)}`)
      const row = loadedRow(rule, documented, { region, key, groupId, group: group.name, position }, known)
      answer.rows.push(row)
      answer.loaded.set(row.id, { rule, group })
    }
  }
  const missing = shipped.filter(({ alert }) => !found.has(alert.id))
  answer.rows.push(...missing.map((one) => documentedRow(region, one, groups !== null)))
  return answer
}
