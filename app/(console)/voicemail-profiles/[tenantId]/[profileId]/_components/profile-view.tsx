'use client'

import { useQuery, useQueryClient } from '@tanstack/react-query'
import { Copy, Trash2 } from 'lucide-react'
import Link from 'next/link'
import { useRouter } from 'next/navigation'
import { QueryState } from '@/components/query-state/query-state'
import { useServedQuery } from '@/components/query-state/use-served-query'
import { Badge } from '@/components/ui/badge'
import { Button, LinkButton } from '@/components/ui/button'
import { useToast } from '@/components/ui/toast'
import { mailboxesText, mailboxesThat } from '@/components/voicemail/mailbox-words'
import { VoicemailHead } from '@/components/voicemail/voicemail-head'
import { LazyProfileForm } from '@/components/voicemail-profiles/lazy-profile-form'
import type { TestSender } from '@/components/voicemail-profiles/preview-panel'
import { mailboxesOfProfile } from '@/components/voicemail-profiles/profile-columns'
import { ProfileDeletion } from '@/components/voicemail-profiles/profile-deletion'
import { ProfileFacts } from '@/components/voicemail-profiles/profile-facts'
import { newProfilePath, profilePath, profilesPath } from '@/components/voicemail-profiles/profile-paths'
import { ReplacementNote } from '@/components/voicemail-profiles/replacement-note'
import { useProfileDeletion } from '@/components/voicemail-profiles/use-profile-deletion'
import { mailboxesKey } from '@/lib/mailboxes/queries'
import { profileQuery, profilesQuery } from '@/lib/voicemail-profiles/queries'
import type { VoicemailProfile } from '@/lib/voicemail-profiles/schema'
import type { VoicemailReader } from '../../../../_voicemail/voicemail-tenant'

type ProfileViewProps = VoicemailReader & { tenantId: string; profileId: string; sender: TestSender }

export function ProfileView({ tenantId, profileId, sender, canWrite }: ProfileViewProps) {
  const query = useServedQuery(profileQuery(tenantId, profileId))
  const deletion = useProfileDeletion()
  const router = useRouter()
  const profile = query.data
  return (
    <>
      <VoicemailHead
        tenantId={tenantId}
        section="voicemail-profiles"
        title={profile?.name ?? 'Profile'}
        parent={{ label: 'Profiles', href: profilesPath(tenantId) }}
        status={profile ? <Uses profile={profile} /> : null}
        actions={
          profile && canWrite ? (
            <>
              <LinkButton icon={<Copy aria-hidden className="size-4" />} href={newProfilePath(tenantId, profileId)}>
                Copy
              </LinkButton>
              {profile.builtIn || profile.replacement ? null : (
                <Button icon={<Trash2 aria-hidden className="size-4" />} onClick={() => deletion.ask(profileId)}>
                  Delete
                </Button>
              )}
            </>
          ) : null
        }
      />
      <QueryState query={query} what="options of this profile">
        {(known) => (canWrite ? <Editor profile={known} sender={sender} /> : <ProfileFacts profile={known} />)}
      </QueryState>
      {canWrite && deletion.id === profileId ? (
        <AskedDeletion tenantId={tenantId} deletion={deletion} onDeleted={() => router.push(profilesPath(tenantId))} />
      ) : null}
    </>
  )
}

function Uses({ profile }: { profile: VoicemailProfile }) {
  const { mailboxCount } = profile
  return (
    <>
      {profile.builtIn ? <Badge>built in</Badge> : null}
      <span className="text-sm text-muted">
        used by{' '}
        {mailboxCount > 0 ? (
          <Link href={mailboxesOfProfile(profile)} className="text-accent-text hover:underline">
            {mailboxesText(mailboxCount)}
          </Link>
        ) : (
          mailboxesText(mailboxCount)
        )}
      </span>
      {profile.replacement ? <ReplacementNote profile={profile} replacement={profile.replacement} /> : null}
    </>
  )
}

function Editor({ profile, sender }: { profile: VoicemailProfile; sender: TestSender }) {
  const client = useQueryClient()
  const toast = useToast()
  const router = useRouter()
  const { tenantId } = profile

  function saved(changed: VoicemailProfile) {
    const followers = changed.mailboxCount > 0 ? `${mailboxesThat(changed.mailboxCount, 'use')} it.` : undefined
    toast({ tone: 'done', title: `Saved ${changed.name}`, text: followers })
    void client.invalidateQueries({ queryKey: profilesQuery(tenantId).queryKey })
    // Their effective values come from it.
    void client.invalidateQueries({ queryKey: mailboxesKey(tenantId) })
    if (changed.id !== profile.id) {
      router.push(profilePath(changed))
      return
    }
    client.setQueryData(profileQuery(tenantId, changed.id).queryKey, changed)
  }
  return <LazyProfileForm tenantId={tenantId} profile={profile} sender={sender} onSaved={saved} />
}

type AskedDeletionProps = {
  tenantId: string
  deletion: ReturnType<typeof useProfileDeletion>
  onDeleted: () => void
}

/** Reads what could take its place, once it is asked. */
function AskedDeletion({ tenantId, ...props }: AskedDeletionProps) {
  const { data } = useQuery(profilesQuery(tenantId))
  return data ? <ProfileDeletion tenantId={tenantId} profiles={data.items} {...props} /> : null
}
