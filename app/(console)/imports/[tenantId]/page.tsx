import { dehydrate } from '@tanstack/react-query'
import type { Metadata } from 'next'
import { makeQueryClient } from '@/components/query-state/query-client'
import { ServedQueries } from '@/components/query-state/served-queries'
import { can } from '@/lib/auth/model'
import { requireReader } from '@/lib/auth/session'
import { importsQuery } from '@/lib/imports/queries'
import { importsQuerySchema } from '@/lib/imports/schema'
import { listImports } from '@/lib/imports/server/get-import'
import { prefetchTenant, readTenantId, type VoicemailPageProps } from '../../_voicemail/voicemail-tenant'
import { ImportsView } from './_components/imports-view'

export async function generateMetadata({ params }: VoicemailPageProps): Promise<Metadata> {
  return { title: `Imports of ${await readTenantId(params)}` }
}

export default async function TenantImportsPage({ params }: VoicemailPageProps) {
  const actor = await requireReader('voicemail:read')
  const id = await readTenantId(params)
  const client = makeQueryClient()
  const queryFn = () => listImports(id, importsQuerySchema.parse({}))
  await prefetchTenant(client, id, client.prefetchInfiniteQuery({ ...importsQuery(id), queryFn }))
  return (
    <ServedQueries state={dehydrate(client)}>
      <ImportsView tenantId={id} canImport={can(actor, 'imports:write')} />
    </ServedQueries>
  )
}
