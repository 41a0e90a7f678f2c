import 'server-only'
import type { Transaction } from '@/lib/db/transaction'
import { signInLimits } from './model'

export type Account = {
  id: string
  email: string
  name: string
  roles: string[]
  passwordHash: string
  sessionVersion: number
  /** True when this attempt is the last one allowed: it locks the account unless the password is right. */
  locks: boolean
}

/**
 * Counts an attempt from an address before its password is looked at and says whether it is one too many. Counting first
 * keeps the limit exact under parallel attempts.
 */
export async function countForAddress(tx: Transaction, address: string): Promise<{ refused: boolean; first: boolean }> {
  const { failuresPerAddress, addressWindowSeconds } = signInLimits
  const [row] = await tx.$queryRaw<{ failures: number }[]>`
    INSERT INTO sign_in_throttles AS t (address, failures, window_started_at)
    VALUES (${address}, 1, now())
    ON CONFLICT (address) DO UPDATE SET
      failures = CASE WHEN t.window_started_at < now() - make_interval(secs => ${addressWindowSeconds})
        THEN 1 ELSE least(t.failures + 1, ${failuresPerAddress} + 2) END,
      window_started_at = CASE WHEN t.window_started_at < now() - make_interval(secs => ${addressWindowSeconds})
        THEN now() ELSE t.window_started_at END
    RETURNING failures`
  const failures = row?.failures ?? 0
  return { refused: failures > failuresPerAddress, first: failures === failuresPerAddress + 1 }
}

/** Takes back what `countForAddress` counted: the attempt was a good one. */
export async function forgiveAddress(tx: Transaction, address: string): Promise<void> {
  await tx.$executeRaw`UPDATE sign_in_throttles SET failures = greatest(failures - 1, 0) WHERE address = ${address}`
}

/**
 * Counts an attempt on an account before its password is looked at. Null when nobody may sign in under that e-mail address
 * now: unknown, disabled or at rest.
 */
export async function countForAccount(tx: Transaction, email: string): Promise<Account | null> {
  const { failuresPerAccount, accountRestSeconds } = signInLimits
  const [row] = await tx.$queryRaw<Account[]>`
    UPDATE users SET
      failed_sign_ins = CASE WHEN locked_until IS NULL THEN failed_sign_ins + 1 ELSE 1 END,
      locked_until = CASE WHEN locked_until IS NULL AND failed_sign_ins + 1 >= ${failuresPerAccount}
        THEN now() + make_interval(secs => ${accountRestSeconds}) END
    WHERE email = ${email} AND disabled_at IS NULL AND (locked_until IS NULL OR locked_until <= now())
    RETURNING id, email, name, roles, password_hash AS "passwordHash", session_version AS "sessionVersion",
      failed_sign_ins >= ${failuresPerAccount} AS locks`
  return row ?? null
}

/** The password was right: the account starts from zero again. */
export async function forgiveAccount(tx: Transaction, id: string): Promise<void> {
  await tx.$executeRaw`
    UPDATE users SET failed_sign_ins = 0, locked_until = NULL, last_sign_in_at = now() WHERE id = ${id}::uuid`
}

/** Removes counts whose window is over. Returns how many. */
export async function forgetOldAddresses(tx: Pick<Transaction, '$executeRaw'>): Promise<number> {
  return tx.$executeRaw`
    DELETE FROM sign_in_throttles WHERE window_started_at < now() - make_interval(secs => ${signInLimits.addressWindowSeconds})`
}
