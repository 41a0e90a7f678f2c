import { dehydrate } from '@tanstack/react-query'
import type { Metadata } from 'next'
import { makeQueryClient } from '@/components/query-state/query-client'
import { ServedQueries } from '@/components/query-state/served-queries'
import { requireReader } from '@/lib/auth/session'
import { dialPlanQuery } from '@/lib/dial-plan/queries'
import { getDialPlan } from '@/lib/dial-plan/server/get-dial-plan'
import { getVoicemailSystem } from '@/lib/mailboxes/server/get-voicemail-system'
import { voicemailSystemQuery } from '@/lib/mailboxes/system-queries'
import {
  prefetchTenant,
  readTenantId,
  type VoicemailPageProps,
  voicemailReader,
} from '../../_voicemail/voicemail-tenant'
import { DialPlanView } from './_components/dial-plan-view'

export async function generateMetadata({ params }: VoicemailPageProps): Promise<Metadata> {
  return { title: `Dial plan of ${await readTenantId(params)}` }
}

export default async function TenantDialPlanPage({ params }: VoicemailPageProps) {
  const actor = await requireReader('voicemail:read')
  const id = await readTenantId(params)
  const client = makeQueryClient()
  await prefetchTenant(
    client,
    id,
    client.prefetchQuery({ ...dialPlanQuery(id), queryFn: () => getDialPlan(id) }),
    client.prefetchQuery({ ...voicemailSystemQuery(id), queryFn: () => getVoicemailSystem(id) }),
  )
  return (
    <ServedQueries state={dehydrate(client)}>
      <DialPlanView tenantId={id} {...voicemailReader(actor)} />
    </ServedQueries>
  )
}
