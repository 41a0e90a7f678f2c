import 'server-only'
import { type Author, writeAudit } from '@/lib/audit/write-audit'
import { requirePermission } from '@/lib/auth/require-permission'
import type { VoicemailProfile as ProfileRecord } from '@/lib/db/generated/client'
import { type Transaction, transaction } from '@/lib/db/transaction'
import { AppError } from '@/lib/errors'
import { requireNoReplacement } from '@/lib/mailboxes/replacement-model'
import { auditedProfile } from '../audit-model'
import { lockProfile, readReplacements } from './repository'

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
 * Deletes a profile at `version` that no mailbox has, deleted ones among them; `replaceProfile` is for the others. Throws `forbidden`,
 * `not-found`, `conflict` for the built-in profile, for one in use, for one that a replacement concerns, and when someone else was first.
 */
export async function deleteProfile(author: Author, tenantId: string, id: string, version: number): Promise<void> {
  requirePermission(author.actor, 'voicemail:write')
  await transaction(async (tx) => {
    const before = await lockProfile(tx, tenantId, id, version)
    if (before.builtIn)
      throw new AppError('conflict', 'The built-in profile stays: mailboxes without a profile of their own use it.')
    requireNoReplacement(before, await readReplacements(tx, tenantId))
    const users = await countNamed(tx, before)
    if (users.live + users.deleted > 0) {
      throw new AppError('conflict', `The profile ${before.name} is in use: by ${describeUsers(users)}.`, {
        action: 'Choose the profile that they get instead.',
      })
    }
    await tx.voicemailProfile.delete({ where: { id } })
    await writeAudit(tx, {
      ...author,
      action: 'voicemail-profile.delete',
      entityType: 'voicemail-profile',
      entityId: id,
      tenantId,
      before: auditedProfile(before),
    })
  })
}
