'use client'

import { useQueryClient } from '@tanstack/react-query'
import { useRouter } from 'next/navigation'
import { QueryState } from '@/components/query-state/query-state'
import { useServedQuery } from '@/components/query-state/use-served-query'
import { useToast } from '@/components/ui/toast'
import { VoicemailHead } from '@/components/voicemail/voicemail-head'
import { LazyProfileForm } from '@/components/voicemail-profiles/lazy-profile-form'
import type { TestSender } from '@/components/voicemail-profiles/preview-panel'
import { profilePath, profilesPath } from '@/components/voicemail-profiles/profile-paths'
import { profileQuery, profilesQuery } from '@/lib/voicemail-profiles/queries'
import type { VoicemailProfile } from '@/lib/voicemail-profiles/schema'

type NewProfileViewProps = {
  tenantId: string
  /** Id of the profile whose options it starts with. */
  copyOf: string | null
  sender: TestSender
}

export function NewProfileView({ tenantId, copyOf, sender }: NewProfileViewProps) {
  const client = useQueryClient()
  const router = useRouter()
  const toast = useToast()
  function saved(profile: VoicemailProfile, typedOn: boolean) {
    toast({ tone: 'done', title: `Added ${profile.name}` })
    void client.invalidateQueries({ queryKey: profilesQuery(tenantId).queryKey })
    router.push(typedOn ? profilePath(profile) : profilesPath(tenantId))
  }
  const form = { tenantId, profile: null, sender, onSaved: saved }
  return (
    <>
      <VoicemailHead
        tenantId={tenantId}
        section="voicemail-profiles"
        title="New profile"
        parent={{ label: 'Profiles', href: profilesPath(tenantId) }}
        description="No mailbox uses it until it is chosen for one."
      />
      {copyOf === null ? <LazyProfileForm {...form} /> : <CopiedForm {...form} copyOf={copyOf} />}
    </>
  )
}

type CopiedFormProps = {
  tenantId: string
  profile: null
  copyOf: string
  sender: TestSender
  onSaved: (saved: VoicemailProfile, typedOn: boolean) => void
}

/** Waits for the options that it starts with. */
function CopiedForm({ copyOf, ...form }: CopiedFormProps) {
  const query = useServedQuery(profileQuery(form.tenantId, copyOf))
  return (
    <QueryState query={query} what="options to copy">
      {(copied) => <LazyProfileForm {...form} copied={copied} />}
    </QueryState>
  )
}
