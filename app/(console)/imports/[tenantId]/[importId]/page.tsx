import { dehydrate } from '@tanstack/react-query'
import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { makeQueryClient } from '@/components/query-state/query-client'
import { ServedQueries } from '@/components/query-state/served-queries'
import { can } from '@/lib/auth/model'
import { requireReader } from '@/lib/auth/session'
import { AppError } from '@/lib/errors'
import { importQuery } from '@/lib/imports/queries'
import { importParamsSchema } from '@/lib/imports/schema'
import { getImport } from '@/lib/imports/server/get-import'
import { prefetchTenant, voicemailReader } from '../../../_voicemail/voicemail-tenant'
import { ImportView } from './_components/import-view'

type Props = { params: Promise<{ tenantId: string; importId: string }> }

export const metadata: Metadata = { title: 'Import' }

async function readParams(params: Props['params']) {
  const { tenantId, importId } = await params
  return importParamsSchema.safeParse({ id: tenantId, importId }).data ?? notFound()
}

export default async function ImportPage({ params }: Props) {
  const actor = await requireReader('voicemail:read')
  const { id: tenantId, importId } = await readParams(params)
  const client = makeQueryClient()
  const query = { ...importQuery(tenantId, importId), queryFn: () => getImport(tenantId, importId) }
  await prefetchTenant(client, tenantId, client.prefetchQuery(query))
  const { error } = client.getQueryState(query.queryKey) ?? {}
  if (error instanceof AppError && error.code === 'not-found') notFound()
  const reader = { ...voicemailReader(actor), canImport: can(actor, 'imports:write') }
  return (
    <ServedQueries state={dehydrate(client)}>
      <ImportView tenantId={tenantId} importId={importId} reader={reader} />
    </ServedQueries>
  )
}
