'use client'

import { useMemo } from 'react'
import { useServedQuery } from '@/components/query-state/use-served-query'
import { useNow } from '@/components/ui/clock'
import { filterAlerts } from '@/lib/alerts/model'
import { alertsQuery } from '@/lib/alerts/queries'
import type { AlertRow } from '@/lib/alerts/schema'
import { changesQuery } from '@/lib/changes/queries'
import { useLive } from '@/lib/live/use-live'
import { type Begun, judge, oldest, type Verdict } from '@/lib/overview/model'
import { servicesQuery } from '@/lib/services/queries'
import { sourcesQuery } from '@/lib/sources/queries'
import { tenantsQuery } from '@/lib/tenants/queries'

const everything = { severity: [], service: [], tenant: '', region: [], text: '' }

/** Firing and not held back by a silence: what asks for somebody. In reading order. */
function alarming(rows: readonly AlertRow[]): AlertRow[] {
  return filterAlerts(rows, { ...everything, state: ['firing'] }).filter(
    (row) => row.notification.state !== 'suppressed',
  )
}

const statusOfSeverity = { critical: 'failing', warning: 'degraded', unknown: 'unknown', info: 'ok' } as const

function toBegun({ severity, activeAt }: AlertRow): Begun {
  return { status: statusOfSeverity[severity], since: activeAt, sinceAtLeast: false }
}

/** Everything that the overview shows, live, and what it comes to. */
export function useOverview() {
  useLive(['services', 'alerts', 'tenants', 'sources', 'changes'])
  const services = useServedQuery(servicesQuery())
  const alerts = useServedQuery(alertsQuery())
  const tenants = useServedQuery(tenantsQuery())
  const sources = useServedQuery(sourcesQuery())
  const changes = useServedQuery(changesQuery())
  const nowMs = useNow(5000)
  const asOf = oldest([
    services.data?.observedAt,
    alerts.data?.observedAt,
    tenants.data?.observedAt,
    sources.data?.observedAt,
  ])
  const firing = useMemo(() => alarming(alerts.data?.items ?? []), [alerts.data])
  const verdict: Verdict = useMemo(
    () =>
      judge({
        services: services.data?.items ?? null,
        alerts: alerts.data?.summary ?? null,
        tenants: tenants.data?.summary.byStatus ?? null,
        begun: [...(tenants.data?.items ?? []), ...firing.map(toBegun)],
        sources: sources.data?.items ?? null,
        asOf,
        nowMs,
      }),
    [services.data, alerts.data, tenants.data, sources.data, firing, asOf, nowMs],
  )
  return { services, alerts, tenants, sources, changes, verdict, firing, asOf }
}
