import { dehydrate, HydrationBoundary } from '@tanstack/react-query'
import type { Metadata } from 'next'
import { makeQueryClient } from '@/components/query-state/query-client'
import { alertsQuery } from '@/lib/alerts/queries'
import { alertFilterSchema } from '@/lib/alerts/schema'
import { listAlerts } from '@/lib/alerts/server/list-alerts'
import { AlertsView } from './_components/alerts-view'

export const metadata: Metadata = { title: 'Alerts' }

export default async function AlertsPage() {
  const client = makeQueryClient()
  await client.prefetchQuery({ ...alertsQuery(), queryFn: () => listAlerts(alertFilterSchema.parse({})) })
  return (
    <HydrationBoundary state={dehydrate(client)}>
      <AlertsView />
    </HydrationBoundary>
  )
}
