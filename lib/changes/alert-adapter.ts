import { alertSeveritySchema, type StatusWord } from '@/lib/catalogue/schema'
import { serviceForLabels } from '@/lib/catalogue/service-for-labels'
import type { RuleGroup } from '@/lib/prometheus/schema'
import { isoTime } from '@/lib/time/iso-time'
import type { Change } from './schema'

const toneBySeverity: Readonly<Record<string, StatusWord>> = { critical: 'failing', warning: 'degraded' }

/**
 * Alerts that fire, at the time their condition began. Alerts of one rule and service that began in the same evaluation are
 * one change: a Redis that goes away raises one for each pod.
 */
export function alertChanges(region: string, groups: readonly RuleGroup[]): Change[] {
  const changes = new Map<string, Change>()
  for (const rule of groups.flatMap((group) => group.rules)) {
    if (rule.type !== 'alerting') continue
    for (const { state, labels, activeAt } of rule.alerts ?? []) {
      const at = isoTime(activeAt ?? null)
      if (state !== 'firing' || at === null) continue
      const name = labels.alertname ?? rule.name
      const severity = alertSeveritySchema.safeParse(labels.severity?.toLowerCase()).data ?? 'unknown'
      const serviceId = serviceForLabels(labels)
      const subject = serviceId ?? labels.service ?? region
      const id = `alert:${region}:${name}:${severity}:${subject}:${at}`
      const known = changes.get(id)
      changes.set(id, {
        id,
        at,
        region,
        source: 'prometheus',
        kind: 'alert',
        tone: toneBySeverity[severity] ?? null,
        title: `Alert ${name}`,
        detail: `Firing, severity ${severity}`,
        subject,
        link: `/alerts?${new URLSearchParams({ text: name })}`,
        serviceId,
        count: (known?.count ?? 0) + 1,
      })
    }
  }
  return [...changes.values()]
}

/** Alerts that fired at the last look and do not now: they ended in between. */
export function endedAlerts(before: readonly Change[], now: readonly Change[], at: string): Change[] {
  const firing = new Set(now.map((change) => change.id))
  return before
    .filter((change) => !firing.has(change.id))
    .map((change) => ({ ...change, id: `ended:${change.id}`, at, tone: 'ok', detail: 'No longer firing' }))
}
