import { dehydrate } from '@tanstack/react-query'
import type { Metadata } from 'next'
import { NotPermitted } from '@/components/access/not-permitted'
import { makeQueryClient } from '@/components/query-state/query-client'
import { ServedQueries } from '@/components/query-state/served-queries'
import { can } from '@/lib/auth/model'
import { requireReader } from '@/lib/auth/session'
import { prefetchTenant, readTenantId, type VoicemailPageProps } from '../../../_voicemail/voicemail-tenant'
import { NewImportView } from './_components/new-import-view'

export const metadata: Metadata = { title: 'Import a file' }

export default async function NewImportPage({ params }: VoicemailPageProps) {
  const actor = await requireReader('voicemail:read')
  if (!can(actor, 'imports:write')) return <NotPermitted title="Import a file" permission="imports:write" />
  const tenantId = await readTenantId(params)
  const client = makeQueryClient()
  await prefetchTenant(client, tenantId)
  return (
    <ServedQueries state={dehydrate(client)}>
      <NewImportView tenantId={tenantId} />
    </ServedQueries>
  )
}
