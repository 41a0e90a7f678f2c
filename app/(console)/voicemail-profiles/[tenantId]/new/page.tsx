import { dehydrate } from '@tanstack/react-query'
import type { Metadata } from 'next'
import { NotPermitted } from '@/components/access/not-permitted'
import { makeQueryClient } from '@/components/query-state/query-client'
import { ServedQueries } from '@/components/query-state/served-queries'
import { requireReader } from '@/lib/auth/session'
import { profileQuery } from '@/lib/voicemail-profiles/queries'
import { copiedProfileSchema } from '@/lib/voicemail-profiles/schema'
import { getProfile } from '@/lib/voicemail-profiles/server/get-profile'
import { whyNoTestMessage } from '@/lib/voicemail-profiles/server/why-no-test-message'
import {
  prefetchTenant,
  readTenantId,
  type VoicemailPageProps,
  voicemailReader,
} from '../../../_voicemail/voicemail-tenant'
import { NewProfileView } from './_components/new-profile-view'

type Props = VoicemailPageProps & { searchParams: Promise<Record<string, string | string[] | undefined>> }

export const metadata: Metadata = { title: 'New voicemail profile' }

export default async function NewProfilePage({ params, searchParams }: Props) {
  const actor = await requireReader('voicemail:read')
  if (!voicemailReader(actor).canWrite) return <NotPermitted title="New profile" permission="voicemail:write" />
  const [tenantId, search] = await Promise.all([readTenantId(params), searchParams])
  const copy = copiedProfileSchema.safeParse(search).data?.copy ?? null
  const client = makeQueryClient()
  const copied = copy
    ? client.prefetchQuery({ ...profileQuery(tenantId, copy), queryFn: () => getProfile(tenantId, copy) })
    : Promise.resolve()
  await prefetchTenant(client, tenantId, copied)
  const sender = { ownAddress: actor.email, whyNot: whyNoTestMessage() }
  return (
    <ServedQueries state={dehydrate(client)}>
      <NewProfileView tenantId={tenantId} copyOf={copy} sender={sender} />
    </ServedQueries>
  )
}
