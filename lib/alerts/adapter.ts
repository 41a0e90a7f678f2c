import type { GettableAlert } from '@/lib/alertmanager/schema'
import type { AlertSeverity, ServiceId } from '@/lib/catalogue/schema'
import { tenantForLabels } from '@/lib/catalogue/tenant-for-labels'
import { alertSeverities } from '@/lib/catalogue/vocabulary'
import type { AlertingRule, RuleGroup } from '@/lib/prometheus/schema'
import { alertFingerprint, canonicalLabels } from './fingerprint'
import type { AlertRow, AlertRowSeverity, Notification } from './schema'

type Labels = Readonly<Record<string, string>>

/** How the adapter tells which of our services a label set speaks of; the catalogue's knowledge, passed in. */
export type ServiceOf = (labels: Labels) => ServiceId | null

export type RegionAlerts = {
  region: string
  /** null when Prometheus never answered (or none is configured). */
  groups: readonly RuleGroup[] | null
  /** null when Alertmanager does not answer now (or none is configured). */
  alertmanagerAlerts: readonly GettableAlert[] | null
  /** False when Prometheus fails now, so that "no longer reported" can't be told from "not asked". */
  prometheusAnswers: boolean
}

/** `CRITICAL` (portal) and `Critical` (voice) are the same severity; other words are `unknown`, never guessed. */
export function severityOf(printed: string | undefined): AlertRowSeverity {
  const word = printed?.toLowerCase()
  return alertSeverities.find((severity: AlertSeverity) => severity === word) ?? 'unknown'
}

/** RFC 3339 with any fraction and offset, as Go prints it, to ISO in UTC; null for Go's zero time and for anything else. */
export function isoTime(text: string | null | undefined): string | null {
  const timeMs = text ? Date.parse(text) : Number.NaN
  return Number.isNaN(timeMs) || timeMs <= 0 ? null : new Date(timeMs).toISOString()
}

function toNotification(alert: GettableAlert): Notification {
  const { status } = alert
  return {
    state: status.state,
    silencedBy: status.silencedBy,
    inhibitedBy: [...status.inhibitedBy, ...status.mutedBy],
    receivers: alert.receivers.map((receiver) => receiver.name),
    startsAt: isoTime(alert.startsAt),
    updatedAt: isoTime(alert.updatedAt),
  }
}

function emptyNotification(state: 'not-received' | 'unknown'): Notification {
  return { state, silencedBy: [], inhibitedBy: [], receivers: [], startsAt: null, updatedAt: null }
}

/** What both sources say alike: everything that is read off labels and annotations. */
function rowFromLabels(region: string, labels: Labels, annotations: Labels, serviceOf: ServiceOf) {
  return {
    id: alertFingerprint(region, labels),
    region,
    name: labels.alertname ?? '(no name)',
    alertId: labels.alert_id ?? null,
    severity: severityOf(labels.severity),
    severityPrinted: labels.severity ?? null,
    service: serviceOf(labels),
    serviceLabel: labels.service ?? null,
    tenant: tenantForLabels(labels),
    pod: labels.pod ?? null,
    summary: annotations.summary ?? null,
    description: annotations.description ?? annotations.information ?? null,
    labels: { ...labels },
  }
}

type PrometheusAlert = { rule: AlertingRule; alert: NonNullable<AlertingRule['alerts']>[number] }

function activeAlerts(groups: readonly RuleGroup[]): PrometheusAlert[] {
  return groups.flatMap((group) =>
    group.rules.flatMap((rule) =>
      rule.type === 'alerting'
        ? (rule.alerts ?? []).filter((alert) => alert.state !== 'inactive').map((alert) => ({ rule, alert }))
        : [],
    ),
  )
}

/**
 * Finds the Alertmanager alert of a Prometheus alert. Prometheus adds its external labels when it sends, so it is one that
 * repeats all labels; the fewest additional ones win. Indexed by the sets of label names that occur, so that 5,000
 * alerts cost 5,000 look-ups and not 25 million comparisons.
 */
function indexByLabelNames(alerts: readonly GettableAlert[], nameSets: readonly (readonly string[])[]) {
  const index = new Map<string, GettableAlert>()
  for (const alert of alerts) {
    for (const names of nameSets) {
      if (!names.every((name) => name in alert.labels)) continue
      const key = canonicalLabels(Object.fromEntries(names.map((name) => [name, alert.labels[name] ?? ''])))
      const known = index.get(key)
      const isCloser = !known || Object.keys(alert.labels).length < Object.keys(known.labels).length
      if (isCloser) index.set(key, alert)
    }
  }
  return index
}

function distinctNameSets(alerts: readonly PrometheusAlert[]): string[][] {
  const sets = new Map<string, string[]>()
  for (const { alert } of alerts) {
    const names = Object.keys(alert.labels).sort()
    sets.set(JSON.stringify(names), names)
  }
  return [...sets.values()]
}

/** Rows of one region, both sources joined; each alert once, in no particular order. */
export function toAlertRows(answers: RegionAlerts, serviceOf: ServiceOf): AlertRow[] {
  const { region, groups, alertmanagerAlerts, prometheusAnswers } = answers
  const fromPrometheus = activeAlerts(groups ?? [])
  const index = indexByLabelNames(alertmanagerAlerts ?? [], distinctNameSets(fromPrometheus))
  const matched = new Set<GettableAlert>()
  const absent = emptyNotification(alertmanagerAlerts === null ? 'unknown' : 'not-received')

  const rows = fromPrometheus.map(({ rule, alert }): AlertRow => {
    const known = index.get(canonicalLabels(alert.labels))
    if (known) matched.add(known)
    return {
      ...rowFromLabels(region, alert.labels, alert.annotations, serviceOf),
      state: alert.state === 'pending' ? 'pending' : 'firing',
      activeAt: isoTime(alert.activeAt),
      value: alert.value === '' ? null : alert.value,
      expression: rule.query,
      forSeconds: rule.duration,
      notification: known ? toNotification(known) : absent,
    }
  })

  const unmatched = (alertmanagerAlerts ?? []).filter((alert) => !matched.has(alert))
  const orphans = unmatched.map(
    (alert): AlertRow => ({
      ...rowFromLabels(region, alert.labels, alert.annotations, serviceOf),
      state: prometheusAnswers ? 'resolved-late' : 'firing',
      activeAt: isoTime(alert.startsAt),
      value: null,
      expression: null,
      forSeconds: null,
      notification: toNotification(alert),
    }),
  )
  return [...new Map([...orphans, ...rows].map((row) => [row.id, row])).values()]
}
