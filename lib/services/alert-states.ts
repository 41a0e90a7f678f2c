import type { AlertRowSeverity } from '@/lib/alerts/schema'
import type { CatalogueAlert, Service } from '@/lib/catalogue/schema'
import { serviceForLabels } from '@/lib/catalogue/service-for-labels'
import { severityOf } from '@/lib/catalogue/severity-of'
import { isSameExpression } from '@/lib/prometheus/same-expression'
import type { AlertingRule, RuleGroup } from '@/lib/prometheus/schema'
import { isoTime } from '@/lib/time/iso-time'
import type { AlertInstance, ServiceAlert } from './schema'
import { type AlertRuleState, alertRuleStates } from './vocabulary'

/** Alerts of one rule that an answer carries, longest first; a rule may fire for thousands of devices. */
export const maxAlertInstances = 50

/** The rules of a documented alert: those that carry its id, else, where a site left the ids out, those of its name and severity. */
function rulesOf(alert: CatalogueAlert, service: Service, rules: readonly AlertingRule[]): AlertingRule[] {
  const marked = rules.filter((rule) => rule.labels.alert_id === alert.id)
  if (marked.length > 0) return marked
  return rules.filter(
    (rule) =>
      rule.labels.alert_id === undefined &&
      rule.name === alert.name &&
      severityOf(rule.labels.severity) === alert.severity &&
      serviceForLabels(rule.labels) === service.id,
  )
}

function instancesOf(rules: readonly AlertingRule[]): AlertInstance[] {
  return rules
    .flatMap((rule) => rule.alerts ?? [])
    .flatMap(({ state, labels, annotations, activeAt, value }): AlertInstance[] =>
      state === 'inactive'
        ? []
        : [{ state, activeAt: isoTime(activeAt ?? null), summary: annotations.summary ?? null, value, labels }],
    )
    .sort(
      (a, b) =>
        Number(a.state === 'pending') - Number(b.state === 'pending') ||
        (a.activeAt ?? '9').localeCompare(b.activeAt ?? '9'),
    )
}

/** A rule that cannot be evaluated says nothing: neither that it fires nor that all is well. */
function stateOf(rules: readonly AlertingRule[], instances: readonly AlertInstance[]): AlertRuleState {
  if (rules.length === 0) return 'not-loaded'
  if (instances.some(({ state }) => state === 'firing')) return 'firing'
  if (rules.some(({ health }) => health === 'err')) return 'broken'
  if (instances.length > 0) return 'pending'
  return rules.every(({ health }) => health === 'unknown') ? 'unknown' : 'inactive'
}

function loadedOf(rules: readonly AlertingRule[], documented: string | null): ServiceAlert['loaded'] {
  const [rule] = rules
  if (!rule) return null
  const differs = documented !== null && !isSameExpression(rule.query, documented)
  return { expression: rule.query, differs, forSeconds: rule.duration, lastError: rule.lastError || null }
}

type Found = Pick<ServiceAlert, 'state' | 'loaded' | 'instances' | 'instanceTotal'>

/** `documented` is the catalogue's expression; null for a rule of the site's own. */
function findIn(rules: readonly AlertingRule[], documented: string | null): Found {
  const instances = instancesOf(rules)
  return {
    state: stateOf(rules, instances),
    loaded: loadedOf(rules, documented),
    instances: instances.slice(0, maxAlertInstances),
    instanceTotal: instances.length,
  }
}

function toDocumented(alert: CatalogueAlert, found: Found): ServiceAlert {
  return {
    id: alert.id,
    name: alert.name,
    severity: alert.severity,
    severityPrinted: alert.severityPrinted ?? null,
    documented: true,
    threshold: alert.threshold,
    description: null,
    forSeconds: alert.forSeconds,
    expression: alert.expr,
    actions: alert.actions,
    decisions: alert.decisions ?? [],
    ...found,
  }
}

/** A rule of the site's own that fires or waits for this service: the guide knows it not, but it is an alert of the service. */
function toForeign(rule: AlertingRule, service: Service): ServiceAlert[] {
  const alerts = (rule.alerts ?? []).filter(({ labels }) => serviceForLabels(labels) === service.id)
  const found = findIn([{ ...rule, alerts }], null)
  if (found.instanceTotal === 0) return []
  return [
    {
      id: `rule:${rule.name}:${rule.query}`,
      name: rule.name,
      severity: severityOf(rule.labels.severity),
      severityPrinted: rule.labels.severity ?? null,
      documented: false,
      threshold: null,
      description: rule.annotations.description ?? null,
      forSeconds: rule.duration,
      expression: rule.query,
      actions: [],
      decisions: [],
      ...found,
    },
  ]
}

const severityRank: Readonly<Record<AlertRowSeverity, number>> = { critical: 0, warning: 1, unknown: 2, info: 3 }

/** Firing first, then pending; among equals the more severe, then as the guide lists them. */
function inOrder(alerts: readonly ServiceAlert[]): ServiceAlert[] {
  const rank = ({ state }: ServiceAlert) => alertRuleStates.indexOf(state)
  return [...alerts].sort((a, b) => rank(a) - rank(b) || severityRank[a.severity] - severityRank[b.severity])
}

/**
 * Every documented alert of a service with what Prometheus makes of it, and rules of the site's own that fire for it. `groups` is
 * null while Prometheus never answered: every state is then unknown.
 */
export function toServiceAlerts(service: Service, groups: readonly RuleGroup[] | null): ServiceAlert[] {
  if (groups === null) {
    const nobodyKnows: Found = { state: 'unknown', loaded: null, instances: [], instanceTotal: 0 }
    return inOrder(service.alerts.map((alert) => toDocumented(alert, nobodyKnows)))
  }
  const rules = groups.flatMap((group) => group.rules).filter((rule) => rule.type === 'alerting')
  const claimed = new Set<AlertingRule>()
  const documented = service.alerts.map((alert) => {
    const own = rulesOf(alert, service, rules)
    for (const rule of own) claimed.add(rule)
    return toDocumented(alert, findIn(own, alert.expr))
  })
  const foreign = rules.filter((rule) => !claimed.has(rule)).flatMap((rule) => toForeign(rule, service))
  return inOrder([...documented, ...foreign])
}
