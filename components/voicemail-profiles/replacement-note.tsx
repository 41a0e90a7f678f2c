import Link from 'next/link'
import { voicemailPath } from '@/components/voicemail/sections'
import { formatNumber } from '@/lib/format/number'
import type { VoicemailProfile } from '@/lib/voicemail-profiles/schema'

type ReplacementNoteProps = { profile: VoicemailProfile; replacement: NonNullable<VoicemailProfile['replacement']> }

/** That a profile is about to go, how far that is, and where it can be stopped: among the bulk edits of the mailboxes. */
export function ReplacementNote({ profile, replacement }: ReplacementNoteProps) {
  const { by, done, total } = replacement
  return (
    <Link
      href={voicemailPath('mailboxes', profile.tenantId)}
      className="relative z-10 truncate text-sm text-accent-text hover:underline"
      title={`Deleted when no mailbox has ${profile.name} any more`}
    >
      being replaced by {by}: {formatNumber(done)} of {formatNumber(total)}
    </Link>
  )
}
