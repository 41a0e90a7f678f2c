import { dehydrate } from '@tanstack/react-query'
import type { Metadata } from 'next'
import { inTime } from '@/components/query-state/in-time'
import { makeQueryClient } from '@/components/query-state/query-client'
import { ServedQueries } from '@/components/query-state/served-queries'
import { alertsQuery } from '@/lib/alerts/queries'
import { alertFilterSchema } from '@/lib/alerts/schema'
import { listAlerts } from '@/lib/alerts/server/list-alerts'
import { requireReader } from '@/lib/auth/session'
import { AlertsView } from './_components/alerts-view'

export const metadata: Metadata = { title: 'Alerts' }

export default async function AlertsPage() {
  await requireReader('console:read')
  const client = makeQueryClient()
  await inTime(client.prefetchQuery({ ...alertsQuery(), queryFn: () => listAlerts(alertFilterSchema.parse({})) }))
  return (
    <ServedQueries state={dehydrate(client)}>
      <AlertsView />
    </ServedQueries>
  )
}
