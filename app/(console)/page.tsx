import { dehydrate, HydrationBoundary } from '@tanstack/react-query'
import type { Metadata } from 'next'
import { makeQueryClient } from '@/components/query-state/query-client'
import { alertsQuery } from '@/lib/alerts/queries'
import { alertFilterSchema } from '@/lib/alerts/schema'
import { listAlerts } from '@/lib/alerts/server/list-alerts'
import { changesQuery } from '@/lib/changes/queries'
import { listChanges } from '@/lib/changes/server/list-changes'
import { servicesQuery } from '@/lib/services/queries'
import { listServices } from '@/lib/services/server/list-services'
import { sourcesQuery } from '@/lib/sources/queries'
import { listSources } from '@/lib/sources/server/list-sources'
import { tenantsQuery } from '@/lib/tenants/queries'
import { tenantFilterSchema } from '@/lib/tenants/schema'
import { listTenants } from '@/lib/tenants/server/list-tenants'
import { OverviewView } from './overview/_components/overview-view'

export const metadata: Metadata = { title: 'Overview' }

export default async function OverviewPage() {
  const client = makeQueryClient()
  await Promise.all([
    client.prefetchQuery({ ...servicesQuery(), queryFn: () => listServices() }),
    client.prefetchQuery({ ...alertsQuery(), queryFn: () => listAlerts(alertFilterSchema.parse({})) }),
    client.prefetchQuery({ ...tenantsQuery(), queryFn: () => listTenants(tenantFilterSchema.parse({})) }),
    client.prefetchQuery({ ...sourcesQuery(), queryFn: () => listSources() }),
    client.prefetchQuery({ ...changesQuery(), queryFn: () => listChanges() }),
  ])
  return (
    <HydrationBoundary state={dehydrate(client)}>
      <OverviewView />
    </HydrationBoundary>
  )
}
