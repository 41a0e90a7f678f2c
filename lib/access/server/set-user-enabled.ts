import 'server-only'
import { type Author, writeAudit } from '@/lib/audit/write-audit'
import { requirePermission } from '@/lib/auth/require-permission'
import { forgetStanding } from '@/lib/auth/revalidate'
import { transaction } from '@/lib/db/transaction'
import { accessPermission, type User } from '../schema'
import {
  auditedUser,
  awake,
  lockAdministrators,
  lockUser,
  requireAdministrator,
  toUser,
  updateUserRow,
} from './repository'

/**
 * Disables or enables an account at `version`. Disabling ends its sessions within a minute; enabling also clears a rest after
 * wrong passwords. Throws `forbidden`, `not-found`, `conflict` when someone else was first or it is the last administrator.
 */
export async function setUserEnabled(author: Author, id: string, version: number, enabled: boolean): Promise<User> {
  requirePermission(author.actor, accessPermission)
  const row = await transaction(async (tx) => {
    await lockAdministrators(tx)
    const before = await lockUser(tx, id)
    const after = await updateUserRow(tx, before, version, {
      disabledAt: enabled ? null : (before.disabledAt ?? new Date()),
      sessionVersion: { increment: 1 },
      ...(enabled ? awake : {}),
    })
    await requireAdministrator(tx)
    await writeAudit(tx, {
      ...author,
      action: enabled ? 'user.enable' : 'user.disable',
      entityType: 'user',
      entityId: id,
      before: auditedUser(before),
      after: auditedUser(after),
    })
    return after
  })
  forgetStanding(id)
  return toUser(row, Date.now())
}
