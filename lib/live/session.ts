/** What a tab does about the session it lives on. Browser only. */

const channelName = 'patchboard.session'

let isSigningOut = false

/** False only when the console says that nobody is signed in here: one that is down or hangs has ended no session. */
export async function isSignedIn(): Promise<boolean> {
  // Its streams end with the session, before the tab has left: there is nothing to ask any more.
  if (isSigningOut) return false
  try {
    const response = await fetch('/api/access/me', { cache: 'no-store', signal: AbortSignal.timeout(5_000) })
    return response.status !== 401
  } catch {
    return true
  }
}

/** A full load, so that no cached data stays in this tab; what was typed waits in its drafts. */
export function leaveForSignIn(): void {
  // Whoever signs out here is on the way already, and not to come back to this view.
  if (isSigningOut) return
  const { pathname, search, hash } = window.location
  const query = new URLSearchParams({ callbackUrl: `${pathname}${search}${hash}` })
  window.location.assign(`/sign-in?${query}`)
}

/** Ends the session by `end`, tells the other tabs and leaves for the plain sign-in page. Throws what `end` throws; then nothing has ended. */
export async function leaveBySigningOut(end: () => Promise<unknown>): Promise<void> {
  isSigningOut = true
  try {
    await end()
  } catch (error) {
    isSigningOut = false
    throw error
  }
  const channel = new BroadcastChannel(channelName)
  channel.postMessage('signed-out')
  channel.close()
  window.location.assign('/sign-in')
}

export function onOtherTabSignedOut(listener: () => void): void {
  new BroadcastChannel(channelName).addEventListener('message', listener)
}
