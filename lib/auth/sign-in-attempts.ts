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
  /** True when this attempt is the last one allowed: it puts the account to rest unless the password is right. */
  locks: boolean
}

/** Callers whose address is not known share one count. */
export const unknownAddress = 'unknown'

/**
 * Counts an attempt from an address before its password is looked at and says whether it is one too many. Counting first
 * keeps the limit exact under parallel attempts.
 */
export async function countForAddress(
  tx: Transaction,
  from: string | null,
): Promise<{ refused: boolean; first: boolean }> {
  const { addressWindowSeconds } = signInLimits
  const address = from ?? unknownAddress
  const limit = from === null ? signInLimits.failuresFromUnknown : signInLimits.failuresPerAddress
  const [row] = await tx.$queryRaw<{ failures: number }[]>`
    INSERT INTO sign_in_throttles AS t (address, failures, window_started_at)
    VALUES (${address}, 1, now())
    ON CONFLICT (address) DO UPDATE SET
      failures = CASE WHEN t.window_started_at < now() - make_interval(secs => ${addressWindowSeconds})
        THEN 1 ELSE least(t.failures + 1, ${limit} + 2) END,
      window_started_at = CASE WHEN t.window_started_at < now() - make_interval(secs => ${addressWindowSeconds})
        THEN now() ELSE t.window_started_at END
    RETURNING failures`
  const failures = row?.failures ?? 0
  return { refused: failures > limit, first: failures === limit + 1 }
}

/** Takes back what `countForAddress` counted: the attempt was a good one. */
export async function forgiveAddress(tx: Transaction, address: string | null): Promise<void> {
  await tx.$executeRaw`
    UPDATE sign_in_throttles SET failures = greatest(failures - 1, 0) WHERE address = ${address ?? unknownAddress}`
}

/**
 * Counts an attempt on an account from an address before its password is looked at. Null when nobody may sign in under that
 * e-mail address from there now: unknown, disabled or at rest.
 */
export async function countForAccount(tx: Transaction, email: string, address: string | null): Promise<Account | null> {
  const { failuresPerAccount, failuresPerAccountAnywhere, accountRestSeconds } = signInLimits
  // First of all, as those who change the account lock it first, too.
  await tx.$queryRaw`SELECT id FROM users WHERE email = ${email} FOR NO KEY UPDATE`
  const [row] = await tx.$queryRaw<Account[]>`
    WITH counted AS (
      INSERT INTO account_throttles AS t (user_id, address, failures, attempted_at)
      SELECT id, ${address ?? unknownAddress}, 1, now() FROM users WHERE email = ${email} AND disabled_at IS NULL
      ON CONFLICT (user_id, address) DO UPDATE SET
        failures = CASE WHEN t.locked_until IS NULL THEN t.failures + 1 ELSE 1 END,
        locked_until = CASE WHEN t.locked_until IS NULL AND t.failures + 1 >= ${failuresPerAccount}
          THEN now() + make_interval(secs => ${accountRestSeconds}) END,
        attempted_at = now()
      WHERE t.locked_until IS NULL OR t.locked_until <= now()
      RETURNING user_id, locked_until
    )
    UPDATE users u SET
      failed_sign_ins = CASE WHEN u.locked_until IS NULL THEN u.failed_sign_ins + 1 ELSE 1 END,
      locked_until = CASE WHEN u.locked_until IS NULL AND u.failed_sign_ins + 1 >= ${failuresPerAccountAnywhere}
        THEN now() + make_interval(secs => ${accountRestSeconds}) END
    FROM counted c WHERE u.id = c.user_id AND (u.locked_until IS NULL OR u.locked_until <= now())
    RETURNING u.id, u.email, u.name, u.roles, u.password_hash AS "passwordHash", u.session_version AS "sessionVersion",
      (c.locked_until IS NOT NULL OR u.locked_until IS NOT NULL) AS locks`
  return row ?? null
}

/** The password was right: the account starts from zero again, and so does the address with it. */
export async function forgiveAccount(tx: Transaction, id: string, address: string | null): Promise<void> {
  await tx.$executeRaw`
    UPDATE users SET failed_sign_ins = 0, locked_until = NULL, last_sign_in_at = now() WHERE id = ${id}::uuid`
  await tx.$executeRaw`
    DELETE FROM account_throttles WHERE user_id = ${id}::uuid AND address = ${address ?? unknownAddress}`
}

/** Removes counts of accounts that nobody added to for a day. Returns how many. */
export async function forgetOldAccountCounts(tx: Pick<Transaction, '$executeRaw'>): Promise<number> {
  return tx.$executeRaw`DELETE FROM account_throttles WHERE attempted_at < now() - interval '1 day'`
}

/** Removes counts whose window is over. Returns how many. */
export async function forgetOldAddresses(tx: Pick<Transaction, '$executeRaw'>): Promise<number> {
  return tx.$executeRaw`
    DELETE FROM sign_in_throttles WHERE window_started_at < now() - make_interval(secs => ${signInLimits.addressWindowSeconds})`
}
