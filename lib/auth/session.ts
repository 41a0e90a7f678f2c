import 'server-only'
import { getServerSession } from 'next-auth'
import type { Actor } from './model'
import { authOptions } from './options'

/**
 * The signed-in person, or null. Reads the signed session cookie; roles are checked against the database at most once a
 * minute, and taken from the cookie while it is down.
 */
export async function currentActor(): Promise<Extract<Actor, { kind: 'user' }> | null> {
  const session = await getServerSession(authOptions())
  return session?.actor ?? null
}
