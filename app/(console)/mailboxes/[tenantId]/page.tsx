import { dehydrate } from '@tanstack/react-query'
import type { Metadata } from 'next'
import { makeQueryClient } from '@/components/query-state/query-client'
import { ServedQueries } from '@/components/query-state/served-queries'
import { currentActor } from '@/lib/auth/session'
import { dialPlanQuery } from '@/lib/dial-plan/queries'
import { getDialPlan } from '@/lib/dial-plan/server/get-dial-plan'
import {
  prefetchTenant,
  readTenantId,
  type VoicemailPageProps,
  voicemailReader,
} from '../../_voicemail/voicemail-tenant'
import { MailboxesView } from './_components/mailboxes-view'

export async function generateMetadata({ params }: VoicemailPageProps): Promise<Metadata> {
  return { title: `Mailboxes of ${await readTenantId(params)}` }
}

export default async function TenantMailboxesPage({ params }: VoicemailPageProps) {
  const [id, actor] = await Promise.all([readTenantId(params), currentActor()])
  const client = makeQueryClient()
  await prefetchTenant(client, id, client.prefetchQuery({ ...dialPlanQuery(id), queryFn: () => getDialPlan(id) }))
  return (
    <ServedQueries state={dehydrate(client)}>
      <MailboxesView tenantId={id} canWrite={voicemailReader(actor).canWrite} />
    </ServedQueries>
  )
}
