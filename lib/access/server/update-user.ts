import 'server-only'
import { type Author, writeAudit } from '@/lib/audit/write-audit'
import { requirePermission } from '@/lib/auth/require-permission'
import { forgetStanding } from '@/lib/auth/revalidate'
import { transaction } from '@/lib/db/transaction'
import { accessPermission, type UpdateUser, type User } from '../schema'
import { auditedUser, lockAdministrators, lockUser, requireAdministrator, toUser, updateUserRow } from './repository'

/**
 * Changes name and roles of an account at `version`. New roles act within a minute, without a new sign-in. Throws
 * `forbidden`, `not-found`, `conflict` when someone else was first or when nobody would be left as administrator.
 */
export async function updateUser(
  author: Author,
  id: string,
  version: number,
  change: Omit<UpdateUser, 'version'>,
): Promise<User> {
  requirePermission(author.actor, accessPermission)
  const row = await transaction(async (tx) => {
    await lockAdministrators(tx)
    const before = await lockUser(tx, id)
    const after = await updateUserRow(tx, before, version, change)
    await requireAdministrator(tx)
    const entity = { entityType: 'user', entityId: id } as const
    await writeAudit(tx, {
      ...author,
      ...entity,
      action: 'user.update',
      before: auditedUser(before),
      after: auditedUser(after),
    })
    return after
  })
  forgetStanding(id)
  return toUser(row, Date.now())
}
