'use client'

import { useQueryClient } from '@tanstack/react-query'
import dynamic from 'next/dynamic'
import { useToast } from '@/components/ui/toast'
import { usePreload } from '@/components/ui/use-preload'
import { mailboxesText } from '@/components/voicemail/mailbox-words'
import { bulkEditsQuery } from '@/lib/mailboxes/bulk-queries'
import { profilesQuery } from '@/lib/voicemail-profiles/queries'
import type { VoicemailProfile } from '@/lib/voicemail-profiles/schema'
import type { useProfileDeletion } from './use-profile-deletion'

const loadDialog = () => import('./profile-delete-dialog').then((module) => module.ProfileDeleteDialog)
const ProfileDeleteDialog = dynamic(loadDialog, { ssr: false })

type ProfileDeletionProps = {
  deletion: ReturnType<typeof useProfileDeletion>
  tenantId: string
  profiles: readonly VoicemailProfile[]
  onDeleted?: () => void
}

/** Asks about the profile that the address names, and tells what its deletion did. */
export function ProfileDeletion({ deletion, tenantId, profiles, onDeleted }: ProfileDeletionProps) {
  usePreload(loadDialog)
  const client = useQueryClient()
  const toast = useToast()
  const profile = profiles.find(({ id, builtIn }) => id === deletion.id && !builtIn)
  if (!profile) return null
  const readAgain = () => client.invalidateQueries({ queryKey: profilesQuery(tenantId).queryKey })
  function ended(title: string, text?: string) {
    deletion.close()
    toast({ tone: 'done', title, text })
    void readAgain()
    onDeleted?.()
  }
  return (
    <ProfileDeleteDialog
      profile={profile}
      others={profiles.filter(({ id }) => id !== profile.id)}
      onClose={deletion.close}
      onRefused={readAgain}
      onDeleted={() => ended(`Deleted ${profile.name}`)}
      onReplacing={({ name }) => {
        void client.invalidateQueries({ queryKey: bulkEditsQuery(tenantId).queryKey })
        const follow = profile.mailboxCount > 0 ? `${mailboxesText(profile.mailboxCount)} get ${name}. ` : ''
        ended(`Replacing ${profile.name}`, `${follow}It is deleted when no mailbox has it any more.`)
      }}
    />
  )
}
