import { dehydrate } from '@tanstack/react-query'
import type { Metadata } from 'next'
import { makeQueryClient } from '@/components/query-state/query-client'
import { ServedQueries } from '@/components/query-state/served-queries'
import { requireReader } from '@/lib/auth/session'
import { mailboxPageQuery, mailboxSearch } from '@/lib/mailboxes/list-queries'
import { mailboxQuerySchema } from '@/lib/mailboxes/schema'
import { listMailboxes } from '@/lib/mailboxes/server/list-mailboxes'
import {
  prefetchTenant,
  readTenantId,
  type VoicemailPageProps,
  voicemailReader,
} from '../../_voicemail/voicemail-tenant'
import { readQuestion, type SearchParams } from '../read-question'
import { MailboxesView } from './_components/mailboxes-view'

export async function generateMetadata({ params }: VoicemailPageProps): Promise<Metadata> {
  return { title: `Mailboxes of ${await readTenantId(params)}` }
}

type Props = VoicemailPageProps & { searchParams: SearchParams }

export default async function TenantMailboxesPage({ params, searchParams }: Props) {
  const actor = await requireReader('voicemail:read')
  const [id, asked] = await Promise.all([readTenantId(params), readQuestion(searchParams)])
  const client = makeQueryClient()
  const queryFn = () => listMailboxes(id, mailboxQuerySchema.parse(asked))
  await prefetchTenant(client, id, client.prefetchQuery({ ...mailboxPageQuery(id, mailboxSearch(asked)), queryFn }))
  return (
    <ServedQueries state={dehydrate(client)}>
      <MailboxesView tenantId={id} canWrite={voicemailReader(actor).canWrite} />
    </ServedQueries>
  )
}
