import { dehydrate } from '@tanstack/react-query'
import type { Metadata } from 'next'
import { makeQueryClient } from '@/components/query-state/query-client'
import { ServedQueries } from '@/components/query-state/served-queries'
import { requireReader } from '@/lib/auth/session'
import { profilesQuery } from '@/lib/voicemail-profiles/queries'
import { listProfiles } from '@/lib/voicemail-profiles/server/list-profiles'
import {
  prefetchTenant,
  readTenantId,
  type VoicemailPageProps,
  voicemailReader,
} from '../../_voicemail/voicemail-tenant'
import { ProfilesView } from './_components/profiles-view'

export async function generateMetadata({ params }: VoicemailPageProps): Promise<Metadata> {
  return { title: `Voicemail profiles of ${await readTenantId(params)}` }
}

export default async function TenantProfilesPage({ params }: VoicemailPageProps) {
  const actor = await requireReader('voicemail:read')
  const id = await readTenantId(params)
  const client = makeQueryClient()
  await prefetchTenant(client, id, client.prefetchQuery({ ...profilesQuery(id), queryFn: () => listProfiles(id) }))
  return (
    <ServedQueries state={dehydrate(client)}>
      <ProfilesView tenantId={id} {...voicemailReader(actor)} />
    </ServedQueries>
  )
}
