import 'server-only'
import { getServerSession } from 'next-auth'
import { AppError } from '@/lib/errors'
import type { Actor, Permission } from './model'
import { can } from './model'
import { authOptions } from './options'

/** The signed-in person, or null. Reads the signed session cookie only, so it works while PostgreSQL is down. */
export async function currentActor(): Promise<Extract<Actor, { kind: 'user' }> | null> {
  const session = await getServerSession(authOptions())
  return session?.actor ?? null
}

/** Throws `forbidden` unless the actor may. Called in the handler's wrapper and again in every verb that writes. */
export function requirePermission(actor: Actor, permission: Permission): void {
  if (can(actor, permission)) return
  throw new AppError('forbidden', `Your roles do not include "${permission}".`, {
    action: 'Ask an administrator for a role that does.',
  })
}
