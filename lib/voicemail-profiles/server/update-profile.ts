import 'server-only'
import { type Author, writeAudit } from '@/lib/audit/write-audit'
import { requirePermission } from '@/lib/auth/require-permission'
import { transaction } from '@/lib/db/transaction'
import { AppError } from '@/lib/errors'
import { auditedProfile } from '../audit-model'
import type { UpdateProfile, VoicemailProfile } from '../schema'
import { countUsers, lockProfile, toProfile } from './repository'

type ProfileChange = Omit<UpdateProfile, 'version'>

function refuse(path: string, message: string): never {
  throw new AppError('invalid-input', `${path}: ${message}`, { fields: [{ path, message }] })
}

/**
 * Changes what is given of a profile at `version`. Throws `forbidden`, `not-found`, `conflict` when someone else was first, the name is taken
 * or the profile is being replaced, `invalid-input` when the result would be no valid profile.
 */
export async function updateProfile(
  author: Author,
  tenantId: string,
  id: string,
  version: number,
  change: ProfileChange,
): Promise<VoicemailProfile> {
  requirePermission(author.actor, 'voicemail:write')
  return transaction(async (tx) => {
    const before = await lockProfile(tx, tenantId, id, version)
    if (before.builtIn && change.name !== undefined) refuse('name', 'the built-in profile keeps its name')
    const { emailNotification, emailFromAddress } = { ...before, ...change }
    if (emailNotification && emailFromAddress === null) {
      refuse('emailFromAddress', 'is needed while Email Notification is on')
    }
    const after = await tx.voicemailProfile.update({
      where: { id, version },
      data: { ...change, version: { increment: 1 } },
    })
    await writeAudit(tx, {
      ...author,
      action: 'voicemail-profile.update',
      entityType: 'voicemail-profile',
      entityId: id,
      tenantId,
      before: auditedProfile(before),
      after: auditedProfile(after),
    })
    return toProfile(after, await countUsers(tx, after))
  })
}
