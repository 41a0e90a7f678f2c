'use client'

import { useQueryState } from 'nuqs'
import { QueryState } from '@/components/query-state/query-state'
import { useServedQuery } from '@/components/query-state/use-served-query'
import { AlertCard } from '@/components/services/alert-card'
import { LinkButton } from '@/components/ui/button'
import { EmptyState } from '@/components/ui/empty-state'
import { Panel } from '@/components/ui/panel'
import { SkeletonBlock } from '@/components/ui/skeleton'
import type { ServiceId } from '@/lib/catalogue/schema'
import { serviceAlertsQuery } from '@/lib/services/queries'
import type { ServiceAlert } from '@/lib/services/schema'
import { serviceDetailParams } from '../search-params'

function count(alerts: readonly ServiceAlert[], state: ServiceAlert['state'], word: string): string[] {
  const some = alerts.filter((alert) => alert.state === state).length
  return some > 0 ? [`${some} ${word}`] : []
}

function summarise(alerts: readonly ServiceAlert[]): string {
  const parts = [
    ...count(alerts, 'firing', 'firing'),
    ...count(alerts, 'pending', 'pending'),
    ...count(alerts, 'broken', 'that cannot be evaluated'),
    ...count(alerts, 'not-loaded', 'not loaded in Prometheus'),
    ...count(alerts, 'unknown', 'not known'),
  ]
  return `${alerts.length} in all${parts.length > 0 ? `: ${parts.join(', ')}` : ', none firing'}`
}

/** Every documented alert of the service, firing first, each with what the guide advises. */
export function ServiceAlerts({ serviceId, region }: { serviceId: ServiceId; region: string }) {
  const [focused] = useQueryState('alert', serviceDetailParams.alert)
  const query = useServedQuery(serviceAlertsQuery(serviceId, region))
  return (
    <QueryState
      query={query}
      what="alerts"
      sources={(answer) => answer.sources}
      loading={<SkeletonBlock label="Reading the alerts" className="h-96" />}
    >
      {({ items }) => (
        <Panel title="Alerts and what to do" note={summarise(items)} padded={false}>
          {items.length > 0 ? (
            items.map((alert) => (
              <AlertCard
                key={alert.id}
                alert={alert}
                region={region}
                open={alert.state === 'firing'}
                focused={alert.id === focused}
              />
            ))
          ) : (
            <EmptyState
              compact
              title="It has no alerts"
              text="The guide documents none, and no rule of the site’s own fires for it."
              action={<LinkButton href="/alerts">See all alerts</LinkButton>}
            />
          )}
        </Panel>
      )}
    </QueryState>
  )
}
