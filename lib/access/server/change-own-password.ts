import 'server-only'
import { writeAudit } from '@/lib/audit/write-audit'
import { type Actor, knownRoles, type SessionClaims } from '@/lib/auth/model'
import { hashPassword, verifyPassword } from '@/lib/auth/password'
import { requirePermission } from '@/lib/auth/require-permission'
import { forgetStanding } from '@/lib/auth/revalidate'
import { type Account, countForAccount, countForAddress, forgiveAddress } from '@/lib/auth/sign-in-attempts'
import { transaction } from '@/lib/db/transaction'
import { AppError } from '@/lib/errors'
import type { ChangePassword } from '../schema'
import { awake, lockUser, updateUserRow } from './repository'

export type OwnChange = { actor: Extract<Actor, { kind: 'user' }>; requestId?: string; address: string | null }

type Deed = 'user.change-password' | 'user.change-password-failure' | 'session.lockout'

function record({ actor, requestId, address }: OwnChange, action: Deed) {
  return { actor, action, entityType: 'user', entityId: actor.id, requestId, ip: address ?? undefined } as const
}

/** Counts the attempt as one of sign-in, before the password is looked at: an open console is no way around that limit. */
async function countAttempt(change: OwnChange): Promise<Account> {
  const account = await transaction(async (tx) => {
    const { refused } = await countForAddress(tx, change.address)
    return refused ? null : countForAccount(tx, change.actor.email, change.address)
  })
  if (account && account.id === change.actor.id) return account
  throw new AppError('rate-limited', 'Too many wrong passwords were given. Your password is as it was.', {
    action: 'Wait 15 minutes, then try again.',
  })
}

async function refuse(change: OwnChange, account: Account): Promise<never> {
  await transaction(async (tx) => {
    await writeAudit(tx, record(change, 'user.change-password-failure'))
    if (account.locks) await writeAudit(tx, record(change, 'session.lockout'))
  })
  const message = 'is not your password'
  throw new AppError('invalid-input', `current: ${message}`, { fields: [{ path: 'current', message }] })
}

/**
 * Gives whoever acts another password and ends all their sessions; returns the claims for a new one in place of the session it
 * was done in. Throws `forbidden`; `invalid-input` with field `current`; `rate-limited` after as many wrong ones as sign-in allows;
 * `conflict` when the password was changed at the same moment.
 */
export async function changeOwnPassword(change: OwnChange, { current, next }: ChangePassword): Promise<SessionClaims> {
  requirePermission(change.actor, 'console:read')
  const account = await countAttempt(change)
  if (!(await verifyPassword(account.passwordHash, current))) return refuse(change, account)
  const passwordHash = await hashPassword(next)
  const row = await transaction(async (tx) => {
    const before = await lockUser(tx, account.id)
    if (before.passwordHash !== account.passwordHash) {
      throw new AppError('conflict', 'Your password was changed at the same moment.', { action: 'Sign in again.' })
    }
    await forgiveAddress(tx, change.address)
    const after = await updateUserRow(tx, before, before.version, {
      passwordHash,
      sessionVersion: { increment: 1 },
      ...awake,
    })
    await writeAudit(tx, record(change, 'user.change-password'))
    return after
  })
  forgetStanding(row.id)
  const { id, email, name, roles, sessionVersion } = row
  return { id, email, name, roles: knownRoles(roles), sessionVersion }
}
