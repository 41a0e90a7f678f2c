'use client'

import { QueryState } from '@/components/query-state/query-state'
import { useServedQuery } from '@/components/query-state/use-served-query'
import { Panel } from '@/components/ui/panel'
import { VoicemailHead } from '@/components/voicemail/voicemail-head'
import { profilesQuery } from '@/lib/voicemail-profiles/queries'

export function ProfilesView({ tenantId }: { tenantId: string }) {
  const query = useServedQuery(profilesQuery(tenantId))
  return (
    <>
      <VoicemailHead tenantId={tenantId} section="voicemail-profiles" title="Profiles" />
      <QueryState query={query} what="profiles">
        {({ items }) => (
          <Panel>
            <ul className="flex flex-col gap-1 text-sm">
              {items.map((profile) => (
                <li key={profile.id}>{profile.name}</li>
              ))}
            </ul>
          </Panel>
        )}
      </QueryState>
    </>
  )
}
