import 'server-only'
import type { Transaction } from '@/lib/db/transaction'

/** Nothing ends to the second on two machines. */
const marginSeconds = 60

/**
 * Notes that a session was ended by whoever had it: copies of its cookie are worth nothing from now on. Kept for as long as the
 * youngest of these cookies could last.
 */
export async function endSession(
  tx: Transaction,
  session: { id: string; userId: string; maxAgeSeconds: number },
): Promise<void> {
  const { id, userId, maxAgeSeconds } = session
  await tx.$executeRaw`
    INSERT INTO ended_sessions (id, user_id, expires_at)
    SELECT ${id}::uuid, u.id, now() + make_interval(secs => ${maxAgeSeconds + marginSeconds}) FROM users u WHERE u.id = ${userId}::uuid
    ON CONFLICT (id) DO NOTHING`
}

/** Removes the notes on sessions whose cookies are over by themselves. Returns how many. */
export async function forgetEndedSessions(tx: Pick<Transaction, '$executeRaw'>): Promise<number> {
  return tx.$executeRaw`DELETE FROM ended_sessions WHERE expires_at < now()`
}
