import 'server-only'
import { type Author, writeAudit } from '@/lib/audit/write-audit'
import { requirePermission } from '@/lib/auth/require-permission'
import type { VoicemailProfile as ProfileRecord } from '@/lib/db/generated/client'
import { type Transaction, transaction } from '@/lib/db/transaction'
import { AppError } from '@/lib/errors'
import { replaceProfile } from './replace-profile'
import { auditedProfile, lockProfile, noProfile } from './repository'

type Users = { live: number; deleted: number }

/** Mailboxes that name a profile, also deleted ones: they could be restored to it. */
async function countNamed(tx: Transaction, { tenantId, id }: ProfileRecord): Promise<Users> {
  const where = { tenantId, profileId: id }
  const all = await tx.mailbox.count({ where })
  const live = await tx.mailbox.count({ where: { ...where, deletedAt: null } })
  return { live, deleted: all - live }
}

function describeUsers({ live, deleted }: Users): string {
  const parts = [
    live > 0 ? `${live} ${live === 1 ? 'mailbox' : 'mailboxes'}` : '',
    deleted > 0 ? `${deleted} deleted ${deleted === 1 ? 'mailbox' : 'mailboxes'} that can still be restored` : '',
  ]
  return parts.filter(Boolean).join(' and ')
}

/**
 * Deletes a profile at `version`. One in use needs `replacementId`, which its mailboxes then have; deleted mailboxes that could still be
 * restored move with them. Resolves with how many live mailboxes moved. Throws `forbidden`, `not-found`, `conflict` for the built-in
 * profile, for one in use without a replacement, and when someone else was first.
 */
export async function deleteProfile(
  author: Author,
  tenantId: string,
  id: string,
  version: number,
  replacementId: string | null,
): Promise<{ moved: number }> {
  requirePermission(author.actor, 'voicemail:write')
  return transaction(async (tx) => {
    const before = await lockProfile(tx, tenantId, id, version)
    if (before.builtIn)
      throw new AppError('conflict', 'The built-in profile stays: mailboxes without a profile of their own use it.')
    const users = await countNamed(tx, before)
    const replacement = replacementId
      ? await tx.voicemailProfile.findUnique({ where: { tenantId_id: { tenantId, id: replacementId } } })
      : null
    if (replacementId && (!replacement || replacementId === id)) throw noProfile()
    if (users.live + users.deleted > 0 && !replacement) {
      throw new AppError('conflict', `The profile ${before.name} is in use: by ${describeUsers(users)}.`, {
        action: 'Choose the profile that they get instead.',
      })
    }
    const moved = replacement ? await replaceProfile(tx, author, before, replacement) : 0
    await tx.voicemailProfile.delete({ where: { id } })
    await writeAudit(tx, {
      ...author,
      action: 'voicemail-profile.delete',
      entityType: 'voicemail-profile',
      entityId: id,
      tenantId,
      before: { ...auditedProfile(before), replacedBy: replacement?.name ?? null, movedMailboxes: moved },
    })
    return { moved }
  })
}
