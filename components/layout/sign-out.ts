import { leaveBySigningOut } from '@/lib/live/session'

/** Ends the session and leaves for the sign-in page with a full load, so that no cached data stays in this tab. */
export async function signOutHere(): Promise<void> {
  // next-auth's client is needed only now.
  const { signOut } = await import('next-auth/react')
  await leaveBySigningOut(() => signOut({ redirect: false }))
}
