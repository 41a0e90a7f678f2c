import { dehydrate, HydrationBoundary } from '@tanstack/react-query'
import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { makeQueryClient } from '@/components/query-state/query-client'
import { auditPermission } from '@/lib/audit/schema'
import { can } from '@/lib/auth/model'
import { currentActor } from '@/lib/auth/session'
import { AppError } from '@/lib/errors'
import { tenantQuery } from '@/lib/tenants/queries'
import { tenantParamsSchema, tenantsWritePermission } from '@/lib/tenants/schema'
import { getTenant } from '@/lib/tenants/server/get-tenant'
import { TenantView } from './_components/tenant-view'

type Props = { params: Promise<{ id: string }> }

async function readId(params: Props['params']): Promise<string> {
  return tenantParamsSchema.safeParse(await params).data?.id ?? notFound()
}

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  return { title: `Tenant ${await readId(params)}` }
}

export default async function TenantPage({ params }: Props) {
  const [id, actor] = await Promise.all([readId(params), currentActor()])
  const client = makeQueryClient()
  await client.prefetchQuery({ ...tenantQuery(id), queryFn: () => getTenant(id) })
  const { error } = client.getQueryState(tenantQuery(id).queryKey) ?? {}
  if (error instanceof AppError && error.code === 'not-found') notFound()
  const may = (permission: typeof tenantsWritePermission | typeof auditPermission) =>
    actor !== null && can(actor, permission)
  return (
    <HydrationBoundary state={dehydrate(client)}>
      <TenantView id={id} canWrite={may(tenantsWritePermission)} canReadAudit={may(auditPermission)} />
    </HydrationBoundary>
  )
}
