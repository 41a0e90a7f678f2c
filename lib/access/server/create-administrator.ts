import 'server-only'
import { type Author, writeAudit } from '@/lib/audit/write-audit'
import { generatePassword, hashPassword } from '@/lib/auth/password'
import { transaction } from '@/lib/db/transaction'
import { AppError } from '@/lib/errors'
import { createUserSchema, passwordSchema, type UserWithPassword } from '../schema'
import { auditedUser, awake, insertUser, lockUser, toUser, updateUserRow } from './repository'

export type CreateAdministrator = {
  email: string
  name: string
  /** Generated when absent. */
  password?: string
  /** When the account is there already: give it this password, enable it and make it administrator. */
  reset?: boolean
}

async function restore(author: Author, id: string, passwordHash: string) {
  return transaction(async (tx) => {
    const before = await lockUser(tx, id)
    const after = await updateUserRow(tx, before, before.version, {
      passwordHash,
      roles: [...new Set([...before.roles, 'administrator'])].sort(),
      disabledAt: null,
      ...awake,
      sessionVersion: { increment: 1 },
    })
    const snapshots = { before: auditedUser(before), after: auditedUser(after) }
    await writeAudit(tx, { ...author, action: 'user.reset-password', entityType: 'user', entityId: id, ...snapshots })
    return after
  })
}

/**
 * Makes the first administrator, or with `reset` lets one back in who is locked out. For the command line and the lab, where
 * whoever may read DATABASE_URL may do this. Throws `conflict` when the account is there and `reset` is not asked.
 */
export async function createAdministrator(wanted: CreateAdministrator): Promise<UserWithPassword> {
  const user = createUserSchema.parse({ ...wanted, roles: ['administrator'] })
  const password = wanted.password === undefined ? generatePassword() : passwordSchema.parse(wanted.password)
  const author: Author = { actor: { kind: 'system', name: 'command line' } }
  const existing = await transaction((tx) => tx.user.findUnique({ where: { email: user.email } }))
  if (existing && !wanted.reset) {
    throw new AppError('conflict', `${user.email} has an account already.`, {
      action: 'Add --reset to give it a new password and the role of administrator.',
    })
  }
  const passwordHash = await hashPassword(password)
  const row = existing
    ? await restore(author, existing.id, passwordHash)
    : await transaction((tx) => insertUser(tx, author, user, passwordHash))
  return { user: toUser(row, Date.now()), password }
}
