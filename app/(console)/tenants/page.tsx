import { dehydrate, HydrationBoundary } from '@tanstack/react-query'
import type { Metadata } from 'next'
import { makeQueryClient } from '@/components/query-state/query-client'
import { auditPermission } from '@/lib/audit/schema'
import { can } from '@/lib/auth/model'
import { currentActor } from '@/lib/auth/session'
import { tenantsQuery } from '@/lib/tenants/queries'
import { tenantFilterSchema, tenantsWritePermission } from '@/lib/tenants/schema'
import { listTenants } from '@/lib/tenants/server/list-tenants'
import { TenantsView } from './_components/tenants-view'

export const metadata: Metadata = { title: 'Tenants' }

export default async function TenantsPage() {
  const actor = await currentActor()
  const client = makeQueryClient()
  await client.prefetchQuery({ ...tenantsQuery(), queryFn: () => listTenants(tenantFilterSchema.parse({})) })
  return (
    <HydrationBoundary state={dehydrate(client)}>
      <TenantsView
        canWrite={actor !== null && can(actor, tenantsWritePermission)}
        canReadAudit={actor !== null && can(actor, auditPermission)}
      />
    </HydrationBoundary>
  )
}
