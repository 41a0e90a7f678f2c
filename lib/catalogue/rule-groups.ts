import { recordingRules } from './recordings'
import type { CatalogueAlert } from './schema'
import { services } from './services'
import { watcherAlerts } from './watchers'

type Labels = Record<string, string>
type AlertingRule = { alert: string; expr: string; for?: string; labels: Labels; annotations: Labels }
type RecordedRule = { record: string; expr: string; labels?: Labels }
export type RuleGroup = { name: string; rules: (AlertingRule | RecordedRule)[] }

/** Prometheus's own way to write a duration, in the largest unit that divides it. */
export function promDuration(seconds: number): string {
  if (seconds % 3600 === 0) return `${seconds / 3600}h`
  return seconds % 60 === 0 ? `${seconds / 60}m` : `${seconds}s`
}

/** The page of this console that says what the alert means and what to do; sites put their console's address before it. */
export function runbookPath(alertId: string): string {
  return `/alerts/rules?rule=${encodeURIComponent(alertId)}`
}

/**
 * One alerting rule. `alert_id` ties a firing alert to its entry in the catalogue whatever a site renames; `service` is our id
 * unless the documents print a routing label of their own.
 */
function alertingRule(alert: CatalogueAlert, service: string): AlertingRule {
  return {
    alert: alert.name,
    expr: alert.expr,
    // A rule without `for` fires at its first evaluation; Prometheus prints `0s` otherwise.
    ...(alert.forSeconds > 0 ? { for: promDuration(alert.forSeconds) } : {}),
    labels: { service, ...alert.routing, severity: alert.severity, alert_id: alert.id },
    annotations: { summary: alert.summary, description: alert.description, runbook: runbookPath(alert.id) },
  }
}

/** All groups that ship: one a service in the catalogue's order, the recorded series, and the watchers of the watchers. */
export function ruleGroups(): RuleGroup[] {
  const documented = services
    .filter((service) => service.alerts.length > 0)
    .map((service) => ({
      name: `patchboard-${service.id}`,
      rules: service.alerts.map((alert) => alertingRule(alert, service.id)),
    }))
  return [
    ...documented,
    { name: 'patchboard-recordings', rules: recordingRules.map(({ about: _about, ...rule }) => rule) },
    { name: 'patchboard-watchers', rules: watcherAlerts.map((alert) => alertingRule(alert, 'watchers')) },
  ]
}

/** The same groups as the operator's custom resource. */
export function prometheusRule() {
  return {
    apiVersion: 'monitoring.coreos.com/v1',
    kind: 'PrometheusRule',
    metadata: {
      name: 'patchboard',
      labels: { 'app.kubernetes.io/name': 'patchboard', 'app.kubernetes.io/component': 'alert-rules' },
    },
    spec: { groups: ruleGroups() },
  }
}
