'use client'

import { useMemo } from 'react'
import { useServedQuery } from '@/components/query-state/use-served-query'
import { useNow } from '@/components/ui/clock'
import { alertsQuery } from '@/lib/alerts/queries'
import { changesQuery } from '@/lib/changes/queries'
import { useLive } from '@/lib/live/use-live'
import { type AlertGroup, groupAlerts } from '@/lib/overview/alert-groups'
import { type Begun, judge, oldest, type Verdict } from '@/lib/overview/model'
import { servicesQuery } from '@/lib/services/queries'
import { regionsOf, unheard } from '@/lib/sources/model'
import { sourcesQuery } from '@/lib/sources/queries'
import { tenantsQuery } from '@/lib/tenants/queries'

const statusOfSeverity = { critical: 'failing', warning: 'degraded', unknown: 'unknown', info: 'ok' } as const

function toBegun({ severity, since }: AlertGroup): Begun {
  return { status: statusOfSeverity[severity], since, sinceAtLeast: false }
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
  const raised = useMemo(
    () => groupAlerts(alerts.data?.items ?? [], regionsOf(alerts.data?.sources ?? []).length > 1),
    [alerts.data],
  )
  const alertsAreCurrent = !unheard(alerts.data?.sources ?? []).some(({ name }) => name === 'prometheus')
  const verdict: Verdict = useMemo(
    () =>
      judge({
        services: services.data?.items ?? null,
        alerts: alerts.data?.summary ?? null,
        alertsAreCurrent,
        tenants: tenants.data?.summary.byStatus ?? null,
        begun: [
          ...(tenants.data?.items ?? []),
          ...(alertsAreCurrent ? raised.filter(({ state }) => state === 'firing').map(toBegun) : []),
        ],
        sources: sources.data?.items ?? null,
        asOf,
        nowMs,
      }),
    [services.data, alerts.data, tenants.data, sources.data, raised, alertsAreCurrent, asOf, nowMs],
  )
  return { services, alerts, tenants, sources, changes, verdict, raised, asOf }
}
