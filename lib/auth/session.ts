import 'server-only'
import { getServerSession } from 'next-auth'
import { log } from '@/lib/log/log'
import type { Actor } from './model'
import { authOptions } from './options'
import { revalidate } from './revalidate'

/**
 * The signed-in person, or null. Reads the signed session cookie; roles are checked against the database at most once a
 * minute, and taken from the cookie while it is down.
 */
export async function currentActor(): Promise<Extract<Actor, { kind: 'user' }> | null> {
  const session = await getServerSession(authOptions())
  return session?.actor ?? null
}

/**
 * For answers that go on for minutes: says, whenever it is asked, whether the session that this request came with still holds.
 * It has ended when its time is over, when its account is gone or disabled, or when somebody ended it.
 */
export async function sessionWatch(): Promise<() => Promise<boolean>> {
  const session = await getServerSession(authOptions())
  if (!session) return async () => false
  const { actor, sessionVersion, endsAtMs } = session
  const { id, email, name, roles } = actor
  const claims = { id, email, name, roles: [...roles], sessionVersion }
  return async () => {
    if (Date.now() >= endsAtMs) return false
    try {
      return (await revalidate(claims, Date.now())) !== null
    } catch (err) {
      log('auth').warn({ err }, 'a session could not be looked at again')
      return true
    }
  }
}
