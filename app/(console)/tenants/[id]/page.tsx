import { dehydrate } from '@tanstack/react-query'
import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { inTime } from '@/components/query-state/in-time'
import { makeQueryClient } from '@/components/query-state/query-client'
import { ServedQueries } from '@/components/query-state/served-queries'
import { alertsQuery } from '@/lib/alerts/queries'
import { alertFilterSchema } from '@/lib/alerts/schema'
import { listAlerts } from '@/lib/alerts/server/list-alerts'
import { requireReader } from '@/lib/auth/session'
import { AppError } from '@/lib/errors'
import { tenantQuery } from '@/lib/tenants/queries'
import { heardTenantParamsSchema } from '@/lib/tenants/schema'
import { getTenant } from '@/lib/tenants/server/get-tenant'
import { tenantReader } from '../readers'
import { TenantView } from './_components/tenant-view'

type Props = { params: Promise<{ id: string }> }

async function readId(params: Props['params']): Promise<string> {
  return heardTenantParamsSchema.safeParse(await params).data?.id ?? notFound()
}

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  return { title: `Tenant ${await readId(params)}` }
}

export default async function TenantPage({ params }: Props) {
  const actor = await requireReader('console:read')
  const id = await readId(params)
  const client = makeQueryClient()
  await inTime(
    client.prefetchQuery({ ...tenantQuery(id), queryFn: () => getTenant(id) }),
    client.prefetchQuery({ ...alertsQuery(), queryFn: () => listAlerts(alertFilterSchema.parse({})) }),
  )
  const { error } = client.getQueryState(tenantQuery(id).queryKey) ?? {}
  if (error instanceof AppError && error.code === 'not-found') notFound()
  return (
    <ServedQueries state={dehydrate(client)}>
      <TenantView id={id} {...tenantReader(actor)} />
    </ServedQueries>
  )
}
