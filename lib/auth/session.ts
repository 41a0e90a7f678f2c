import 'server-only'
import { headers } from 'next/headers'
import { forbidden, redirect } from 'next/navigation'
import { getServerSession } from 'next-auth'
import { log } from '@/lib/log/log'
import { type Actor, can, type Permission } from './model'
import { authOptions } from './options'
import { revalidate } from './revalidate'

type Person = Extract<Actor, { kind: 'user' }>

/**
 * The signed-in person, or null. Reads the signed session cookie; roles are checked against the database at most once a
 * minute, and taken from the cookie while it is down.
 */
export async function currentActor(): Promise<Person | null> {
  const session = await getServerSession(authOptions())
  return session?.actor ?? null
}

/** For what is drawn around pages: the signed-in person. Leads everybody else to the sign-in page, and back afterwards. */
export async function requireSignedIn(): Promise<Person> {
  const actor = await currentActor()
  if (actor) return actor
  const path = (await headers()).get('x-pathname')
  redirect(path ? `/sign-in?${new URLSearchParams({ callbackUrl: path })}` : '/sign-in')
}

/**
 * The first line of every page: the signed-in person, who may read what the page shows. It names the permission that the page's API needs.
 * A layout cannot do this for its pages: Next leaves it out for whoever claims to have it already.
 */
export async function requireReader(permission: Permission): Promise<Person> {
  const actor = await requireSignedIn()
  return can(actor, permission) ? actor : forbidden()
}

/**
 * For answers that go on for minutes: says, whenever it is asked, whether the session that this request came with still holds.
 * It has ended when its time is over, when its account is gone or disabled, or when somebody ended it.
 */
export async function sessionWatch(): Promise<() => Promise<boolean>> {
  const session = await getServerSession(authOptions())
  if (!session) return async () => false
  const { actor, sessionVersion, mark } = session
  const endsAtMs = Date.parse(session.expires)
  const { id, email, name, roles } = actor
  const claims = { id, email, name, roles: [...roles], sessionVersion }
  return async () => {
    if (Date.now() >= endsAtMs) return false
    try {
      return (await revalidate(claims, mark.id, Date.now())) !== null
    } catch (err) {
      log('auth').warn({ err }, 'a session could not be looked at again')
      return true
    }
  }
}
