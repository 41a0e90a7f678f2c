import { dehydrate } from '@tanstack/react-query'
import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { makeQueryClient } from '@/components/query-state/query-client'
import { ServedQueries } from '@/components/query-state/served-queries'
import { requireReader } from '@/lib/auth/session'
import { AppError } from '@/lib/errors'
import { mailboxQuery } from '@/lib/mailboxes/queries'
import { mailboxParamsSchema } from '@/lib/mailboxes/schema'
import { getMailbox } from '@/lib/mailboxes/server/get-mailbox'
import { prefetchTenant, voicemailReader } from '../../../_voicemail/voicemail-tenant'
import { MailboxView } from './_components/mailbox-view'

type Props = { params: Promise<{ tenantId: string; mailboxId: string }> }

export const metadata: Metadata = { title: 'Mailbox' }

async function readParams(params: Props['params']) {
  const { tenantId, mailboxId } = await params
  return mailboxParamsSchema.safeParse({ id: tenantId, mailboxId }).data ?? notFound()
}

export default async function MailboxPage({ params }: Props) {
  const actor = await requireReader('voicemail:read')
  const { id: tenantId, mailboxId } = await readParams(params)
  const client = makeQueryClient()
  const query = mailboxQuery(tenantId, mailboxId)
  await prefetchTenant(
    client,
    tenantId,
    client.prefetchQuery({ ...query, queryFn: () => getMailbox(tenantId, mailboxId) }),
  )
  const { error } = client.getQueryState(query.queryKey) ?? {}
  if (error instanceof AppError && error.code === 'not-found') notFound()
  return (
    <ServedQueries state={dehydrate(client)}>
      <MailboxView tenantId={tenantId} mailboxId={mailboxId} canWrite={voicemailReader(actor).canWrite} />
    </ServedQueries>
  )
}
