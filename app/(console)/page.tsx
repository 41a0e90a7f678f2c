import { dehydrate } from '@tanstack/react-query'
import type { Metadata } from 'next'
import { inTime } from '@/components/query-state/in-time'
import { makeQueryClient } from '@/components/query-state/query-client'
import { ServedQueries } from '@/components/query-state/served-queries'
import { alertsQuery } from '@/lib/alerts/queries'
import { alertFilterSchema } from '@/lib/alerts/schema'
import { listAlerts } from '@/lib/alerts/server/list-alerts'
import { requireReader } from '@/lib/auth/session'
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
  await requireReader('console:read')
  const client = makeQueryClient()
  await inTime(
    client.prefetchQuery({ ...servicesQuery(), queryFn: () => listServices() }),
    client.prefetchQuery({ ...alertsQuery(), queryFn: () => listAlerts(alertFilterSchema.parse({})) }),
    client.prefetchQuery({ ...tenantsQuery(), queryFn: () => listTenants(tenantFilterSchema.parse({})) }),
    client.prefetchQuery({ ...sourcesQuery(), queryFn: () => listSources() }),
    client.prefetchQuery({ ...changesQuery(), queryFn: () => listChanges() }),
  )
  return (
    <ServedQueries state={dehydrate(client)}>
      <OverviewView />
    </ServedQueries>
  )
}
