import { severityOf } from '@/lib/catalogue/severity-of'
import { tenantForLabels } from '@/lib/catalogue/tenant-for-labels'
import type { InstantSeries, RuleGroup } from '@/lib/prometheus/schema'
import type { AlertCounts } from '@/lib/services/schema'
import type { PortalAnswer } from './lost'
import { type ProbeFailure, probeFailureSchema } from './schema'

/** What Prometheus holds of one tenant's portal. */
export type PortalReading = {
  instance: string
  /** The job that pushed it; empty for a series without one. */
  job: string
  /** The group's own tenant where the job pushes a group for each; else empty: the push speaks for all of the job. */
  group: string
  cloud: string | null
  code: number
  /** Unix seconds of the push that brought it, and how long ago that was by Prometheus's own clock; null when nothing tells. */
  pushedAtSeconds: number | null
  ageSeconds: number | null
  durationSeconds: number | null
  failure: ProbeFailure | null
  /** True when Prometheus had it and no longer has. */
  lost?: boolean
}

type PushTimes = ReadonlyMap<string, { pushedAtSeconds: number; ageSeconds: number }>

function named(series: readonly InstantSeries[], name: string): InstantSeries[] {
  return series.filter(({ labels }) => labels.__name__ === name)
}

/** Names a push: its job, and its tenant where it is of one. */
export const pushOf = (job = '', group = '') => JSON.stringify([job, group])

/** The newest push of each job and, where it pushes a group for each tenant, of each tenant. As in `freshPortalStatuses`. */
function pushTimes(series: readonly InstantSeries[]): PushTimes {
  const times = new Map<string, { pushedAtSeconds: number; ageSeconds: number }>()
  for (const { labels, value, timeSeconds } of named(series, 'push_time_seconds')) {
    const push = pushOf(labels.job, labels.instance)
    const known = times.get(push)
    // The gateway says 0 for a group whose pushes all failed.
    if (!Number.isFinite(value) || value <= 0 || (known && known.pushedAtSeconds >= value)) continue
    times.set(push, { pushedAtSeconds: value, ageSeconds: Math.max(0, timeSeconds - value) })
  }
  return times
}

/** Of two series of one tenant (two probes, two replicas) the one pushed last speaks; of equals the greater code. */
function prefer(a: PortalReading, b: PortalReading): PortalReading {
  const byAge = (a.pushedAtSeconds ?? 0) - (b.pushedAtSeconds ?? 0)
  return byAge > 0 || (byAge === 0 && a.code >= b.code) ? a : b
}

/** Readings by tenant out of `portalQuery`. Series without `instance`, and codes that are no number, are no readings. */
export function toPortalReadings(series: readonly InstantSeries[]): Map<string, PortalReading> {
  const times = pushTimes(series)
  const key = (labels: InstantSeries['labels']) => JSON.stringify([labels.job ?? '', labels.instance ?? ''])
  const durations = new Map(
    named(series, 'portal_probe_duration_seconds').map(({ labels, value }) => [key(labels), value]),
  )
  const failures = new Map(
    named(series, 'portal_probe_failure').flatMap(({ labels, value }) =>
      value === 1 ? [[key(labels), probeFailureSchema.safeParse(labels.reason).data ?? null] as const] : [],
    ),
  )
  const readings = new Map<string, PortalReading>()
  for (const { labels, value } of named(series, 'Portal_HTTP_Status')) {
    if (!labels.instance || !Number.isFinite(value)) continue
    const own = times.get(pushOf(labels.job, labels.instance))
    const time = own ?? times.get(pushOf(labels.job))
    const duration = durations.get(key(labels))
    const reading: PortalReading = {
      instance: labels.instance,
      job: labels.job ?? '',
      group: own ? labels.instance : '',
      cloud: labels.cloud || null,
      code: value,
      pushedAtSeconds: time?.pushedAtSeconds ?? null,
      ageSeconds: time?.ageSeconds ?? null,
      durationSeconds: duration !== undefined && Number.isFinite(duration) && duration >= 0 ? duration : null,
      failure: failures.get(key(labels)) ?? null,
    }
    const known = readings.get(reading.instance)
    readings.set(reading.instance, known ? prefer(known, reading) : reading)
  }
  return readings
}

/** All that `portalQuery` tells. */
export function toPortalAnswer(series: readonly InstantSeries[]): PortalAnswer {
  const targets = named(series, 'up')
  const isUp = targets.some(({ value }) => value === 1)
  return {
    readings: toPortalReadings(series),
    pushes: new Set(pushTimes(series).keys()),
    gateway: targets.length === 0 ? null : isUp ? 'up' : 'down',
  }
}

/** Beginnings out of `sinceQuery`: Unix seconds, and whether it may have begun earlier. */
export function toBeginnings(
  series: readonly InstantSeries[],
  stepSeconds: number,
): Map<string, { sinceSeconds: number; atLeast: boolean }> {
  const found = new Map<string, { sinceSeconds: number; atLeast: boolean }>()
  for (const { labels, value } of series) {
    if (!labels.instance || !Number.isFinite(value)) continue
    if (labels.figure !== 'first') found.set(labels.instance, { sinceSeconds: value + stepSeconds, atLeast: false })
    else if (!found.has(labels.instance)) found.set(labels.instance, { sinceSeconds: value, atLeast: true })
  }
  return found
}

/** Firing alerts by tenant, counted by severity. */
export function toAlertCounts(groups: readonly RuleGroup[]): Map<string, AlertCounts> {
  const counts = new Map<string, AlertCounts>()
  for (const rule of groups.flatMap((group) => group.rules)) {
    if (rule.type !== 'alerting') continue
    for (const { state, labels } of rule.alerts ?? []) {
      const tenant = state === 'firing' ? tenantForLabels(labels) : null
      if (tenant === null) continue
      const severity = severityOf(labels.severity)
      const own = counts.get(tenant) ?? { critical: 0, warning: 0, info: 0, unknown: 0 }
      own[severity] += 1
      counts.set(tenant, own)
    }
  }
  return counts
}
