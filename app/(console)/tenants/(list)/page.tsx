import { dehydrate } from '@tanstack/react-query'
import type { Metadata } from 'next'
import { inTime } from '@/components/query-state/in-time'
import { makeQueryClient } from '@/components/query-state/query-client'
import { ServedQueries } from '@/components/query-state/served-queries'
import { requireReader } from '@/lib/auth/session'
import { tenantsQuery } from '@/lib/tenants/queries'
import { tenantFilterSchema } from '@/lib/tenants/schema'
import { listTenants } from '@/lib/tenants/server/list-tenants'
import { TenantsView } from '../_components/tenants-view'
import { tenantReader } from '../readers'

export const metadata: Metadata = { title: 'Tenants' }

export default async function TenantsPage() {
  const actor = await requireReader('console:read')
  const client = makeQueryClient()
  await inTime(client.prefetchQuery({ ...tenantsQuery(), queryFn: () => listTenants(tenantFilterSchema.parse({})) }))
  return (
    <ServedQueries state={dehydrate(client)}>
      <TenantsView {...tenantReader(actor)} />
    </ServedQueries>
  )
}
