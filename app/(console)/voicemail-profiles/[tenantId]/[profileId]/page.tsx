import { dehydrate } from '@tanstack/react-query'
import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { makeQueryClient } from '@/components/query-state/query-client'
import { ServedQueries } from '@/components/query-state/served-queries'
import { requireReader } from '@/lib/auth/session'
import { AppError } from '@/lib/errors'
import { profileQuery } from '@/lib/voicemail-profiles/queries'
import { profileParamsSchema } from '@/lib/voicemail-profiles/schema'
import { getProfile } from '@/lib/voicemail-profiles/server/get-profile'
import { whyNoTestMessage } from '@/lib/voicemail-profiles/server/why-no-test-message'
import { prefetchTenant, readTenantId, voicemailReader } from '../../../_voicemail/voicemail-tenant'
import { ProfileView } from './_components/profile-view'

type Props = { params: Promise<{ tenantId: string; profileId: string }> }

export const metadata: Metadata = { title: 'Voicemail profile' }

export default async function ProfilePage({ params }: Props) {
  const actor = await requireReader('voicemail:read')
  const [tenantId, { profileId }] = await Promise.all([readTenantId(params), params])
  const id = profileParamsSchema.shape.profileId.safeParse(profileId).data ?? notFound()
  const client = makeQueryClient()
  const profile = { ...profileQuery(tenantId, id), queryFn: () => getProfile(tenantId, id) }
  await prefetchTenant(client, tenantId, client.prefetchQuery(profile))
  const { error } = client.getQueryState(profile.queryKey) ?? {}
  if (error instanceof AppError && error.code === 'not-found') notFound()
  const sender = { ownAddress: actor.email, whyNot: whyNoTestMessage() }
  return (
    <ServedQueries state={dehydrate(client)}>
      <ProfileView tenantId={tenantId} profileId={id} sender={sender} {...voicemailReader(actor)} />
    </ServedQueries>
  )
}
