import type { StatusWord } from '@/lib/catalogue/schema'
import { serviceForLabels } from '@/lib/catalogue/service-for-labels'
import { severityOf } from '@/lib/catalogue/severity-of'
import type { RuleGroup } from '@/lib/prometheus/schema'
import { isoTime } from '@/lib/time/iso-time'
import { happenedBetween, type Look } from './model'
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
      const severity = severityOf(labels.severity)
      const serviceId = serviceForLabels(labels)
      const subject = serviceId ?? labels.service ?? region
      const id = `alert:${region}:${name}:${severity}:${subject}:${at}`
      const known = changes.get(id)
      changes.set(id, {
        id,
        at,
        notBefore: null,
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
export function endedAlerts(before: Look<readonly Change[]>, now: Look<readonly Change[]>): Change[] {
  const firing = new Set(now.seen.map((change) => change.id))
  const when = happenedBetween(before, now)
  return before.seen
    .filter((change) => !firing.has(change.id))
    .map((change) => ({ ...change, ...when, id: `ended:${change.id}`, tone: 'ok', detail: 'No longer firing' }))
}
