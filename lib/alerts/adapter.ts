import type { GettableAlert } from '@/lib/alertmanager/schema'
import type { ServiceId } from '@/lib/catalogue/schema'
import { severityOf } from '@/lib/catalogue/severity-of'
import { tenantForLabels } from '@/lib/catalogue/tenant-for-labels'
import type { AlertingRule, RuleGroup } from '@/lib/prometheus/schema'
import { alertFingerprint } from './fingerprint'
import { distinctNameSets, indexByLabelNames, type JoinedAlerts, type Place, placeOf } from './join'
import type { AlertRow, Notification } from './schema'

type Labels = Readonly<Record<string, string>>

/** How the adapter tells which of our services a label set speaks of; the catalogue's knowledge, passed in. */
export type ServiceOf = (labels: Labels) => ServiceId | null

export type RegionAlerts = Place & {
  /** Addresses of the region's Alertmanager; regions may share one. */
  alertmanager: readonly string[]
  /** null when Prometheus never answered (or none is configured). */
  groups: readonly RuleGroup[] | null
  /** null when Alertmanager does not answer now (or none is configured). */
  alertmanagerAlerts: readonly GettableAlert[] | null
  /** False when Prometheus fails now, so that "no longer reported" can't be told from "not asked". */
  prometheusAnswers: boolean
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

function rowFromPrometheus(
  { rule, alert }: PrometheusAlert,
  region: string,
  notification: Notification,
  serviceOf: ServiceOf,
): AlertRow {
  return {
    ...rowFromLabels(region, alert.labels, alert.annotations, serviceOf),
    state: alert.state === 'pending' ? 'pending' : 'firing',
    activeAt: isoTime(alert.activeAt),
    value: alert.value === '' ? null : alert.value,
    expression: rule.query,
    forSeconds: rule.duration,
    notification,
  }
}

/** Both sources of one region joined, in no particular order. An alert that its labels give to another region is none of its. */
export function joinAlerts(answers: RegionAlerts, serviceOf: ServiceOf): JoinedAlerts {
  const { region, groups, alertmanagerAlerts, prometheusAnswers } = answers
  const fromPrometheus = activeAlerts(groups ?? [])
  const find = indexByLabelNames(
    alertmanagerAlerts ?? [],
    distinctNameSets(fromPrometheus.map(({ alert }) => alert)),
    answers,
  )
  const matched = new Set<GettableAlert>()
  const absent = emptyNotification(alertmanagerAlerts === null ? 'unknown' : 'not-received')
  const rows = fromPrometheus.map((one): AlertRow => {
    const known = find(one.alert.labels)
    if (known) matched.add(known)
    return rowFromPrometheus(one, region, known ? toNotification(known) : absent, serviceOf)
  })
  const left = (alertmanagerAlerts ?? []).filter(
    (alert) => !matched.has(alert) && placeOf(alert.labels, answers) !== 'other',
  )
  const orphans = left.map((alert) => ({
    fingerprint: alert.fingerprint,
    row: {
      ...rowFromLabels(region, alert.labels, alert.annotations, serviceOf),
      state: prometheusAnswers ? ('resolved-late' as const) : ('firing' as const),
      activeAt: isoTime(alert.startsAt),
      value: null,
      expression: null,
      forSeconds: null,
      notification: toNotification(alert),
    },
  }))
  const fingerprints = new Set([...matched].map(({ fingerprint }) => fingerprint))
  return { rows, orphans, matched: fingerprints, alertmanager: answers.alertmanager }
}
