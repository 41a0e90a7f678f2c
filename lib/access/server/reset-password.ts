import 'server-only'
import { type Author, writeAudit } from '@/lib/audit/write-audit'
import { generatePassword, hashPassword } from '@/lib/auth/password'
import { requirePermission } from '@/lib/auth/require-permission'
import { forgetStanding } from '@/lib/auth/revalidate'
import { transaction } from '@/lib/db/transaction'
import { accessPermission, type UserWithPassword } from '../schema'
import { auditedUser, awake, lockUser, toUser, updateUserRow } from './repository'

/**
 * Gives an account a generated password, which only this answer carries, ends its sessions and wakes it from a rest. Throws
 * `forbidden`, `not-found`, `conflict`.
 */
export async function resetPassword(author: Author, id: string, version: number): Promise<UserWithPassword> {
  requirePermission(author.actor, accessPermission)
  const password = generatePassword()
  const passwordHash = await hashPassword(password)
  const row = await transaction(async (tx) => {
    const before = await lockUser(tx, id)
    const after = await updateUserRow(tx, before, version, {
      passwordHash,
      sessionVersion: { increment: 1 },
      ...awake,
    })
    await writeAudit(tx, {
      ...author,
      action: 'user.reset-password',
      entityType: 'user',
      entityId: id,
      // No field that the log may keep has changed; whose password it was must still be read there by name.
      before: auditedUser(before),
      after: auditedUser(after),
    })
    return after
  })
  forgetStanding(id)
  return { user: toUser(row, Date.now()), password }
}
