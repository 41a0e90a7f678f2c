import 'server-only'
import { writeAudit } from '@/lib/audit/write-audit'
import { type Transaction, transaction } from '@/lib/db/transaction'
import { envPart } from '@/lib/env/env'
import { AppError } from '@/lib/errors'
import { endSession } from './ended-sessions'
import { type Actor, knownRoles, type SessionClaims, type SessionMark, type SignInError } from './model'
import { verifyPassword } from './password'
import { forgetStanding } from './revalidate'
import {
  type Account,
  countForAccount,
  countForAddress,
  forgiveAccount,
  forgiveAddress,
  unknownAddress,
} from './sign-in-attempts'

export type SignInAttempt = { email: string; password: string; address: string | null; requestId?: string }

export type SignInResult = { ok: true; claims: SessionClaims } | { ok: false; error: SignInError }

const door: Actor = { kind: 'system', name: 'sign-in' }

type Counted = { kind: 'address-refused' } | { kind: 'counted'; account: Account | null }

async function countAttempt(tx: Transaction, attempt: SignInAttempt): Promise<Counted> {
  const { address, requestId } = attempt
  const counted = await countForAddress(tx, address)
  if (counted.refused) {
    // One row for the storm, not one for each of its drops.
    if (counted.first) {
      const entity = { entityType: 'address', entityId: address ?? unknownAddress } as const
      await writeAudit(tx, { actor: door, action: 'session.lockout', ...entity, requestId, ip: address ?? undefined })
    }
    return { kind: 'address-refused' }
  }
  return { kind: 'counted', account: await countForAccount(tx, attempt.email, address) }
}

async function recordFailure(attempt: SignInAttempt, account: Account | null): Promise<void> {
  const record = {
    actor: door,
    entityType: 'user',
    entityId: account?.id ?? attempt.email,
    after: { email: attempt.email },
    requestId: attempt.requestId,
    ip: attempt.address ?? undefined,
  } as const
  await transaction(async (tx) => {
    await writeAudit(tx, { ...record, action: 'session.sign-in-failure' })
    if (account?.locks) await writeAudit(tx, { ...record, action: 'session.lockout' })
  })
}

async function recordSuccess(attempt: SignInAttempt, account: Account): Promise<SessionClaims> {
  const { id, email, name, sessionVersion } = account
  const roles = knownRoles(account.roles)
  await transaction(async (tx) => {
    await forgiveAccount(tx, id, attempt.address)
    await forgiveAddress(tx, attempt.address)
    await writeAudit(tx, {
      actor: { kind: 'user', id, name, email, roles },
      action: 'session.sign-in',
      entityType: 'user',
      entityId: id,
      requestId: attempt.requestId,
      ip: attempt.address ?? undefined,
    })
  })
  return { id, email, name, roles, sessionVersion }
}

async function attemptSignIn(attempt: SignInAttempt): Promise<SignInResult> {
  const counted = await transaction((tx) => countAttempt(tx, attempt))
  if (counted.kind === 'address-refused') return { ok: false, error: 'too-many-attempts' }
  const { account } = counted
  const matches = await verifyPassword(account?.passwordHash ?? null, attempt.password)
  if (account && matches) return { ok: true, claims: await recordSuccess(attempt, account) }
  await recordFailure(attempt, account)
  return { ok: false, error: 'invalid-credentials' }
}

/**
 * Checks e-mail address and password. Unknown, disabled and resting accounts answer like a wrong password, after the same
 * work. Every outcome is audited. Never throws for what a person did; `database-down` when PostgreSQL is away. Throws faults.
 */
export async function authenticate(attempt: SignInAttempt): Promise<SignInResult> {
  try {
    return await attemptSignIn({ ...attempt, email: attempt.email.trim().toLowerCase() })
  } catch (error) {
    if (error instanceof AppError && error.code === 'unavailable') return { ok: false, error: 'database-down' }
    throw error
  }
}

/**
 * Ends the session that a person signed out of, for copies of its cookie, too, and notes it in the audit log. Here it counts at once,
 * in other processes when they ask next. Throws `unavailable` while the database is away.
 */
export async function recordSignOut(claims: SessionClaims, mark: SessionMark | null): Promise<void> {
  const { id, name, email, roles } = claims
  const { SESSION_MAX_AGE_SECONDS: maxAgeSeconds } = envPart(['SESSION_MAX_AGE_SECONDS'])
  await transaction(async (tx) => {
    if (mark) await endSession(tx, { id: mark.id, userId: id, maxAgeSeconds })
    await writeAudit(tx, {
      actor: { kind: 'user', id, name, email, roles },
      action: 'session.sign-out',
      entityType: 'user',
      entityId: id,
    })
  })
  forgetStanding(id)
}
