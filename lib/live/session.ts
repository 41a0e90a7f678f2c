/** What a tab does about the session it lives on. Browser only. */

const channelName = 'patchboard.session'

/** False only when the console says that nobody is signed in here: one that is down or hangs has ended no session. */
export async function isSignedIn(): Promise<boolean> {
  try {
    const response = await fetch('/api/access/me', { cache: 'no-store', signal: AbortSignal.timeout(5_000) })
    return response.status !== 401
  } catch {
    return true
  }
}

/** A full load, so that no cached data stays in this tab; what was typed waits in its drafts. */
export function leaveForSignIn(): void {
  const { pathname, search, hash } = window.location
  const query = new URLSearchParams({ callbackUrl: `${pathname}${search}${hash}` })
  window.location.assign(`/sign-in?${query}`)
}

/** Tells the other tabs that this one has signed out. */
export function tellOtherTabs(): void {
  const channel = new BroadcastChannel(channelName)
  channel.postMessage('signed-out')
  channel.close()
}

export function onOtherTabSignedOut(listener: () => void): void {
  new BroadcastChannel(channelName).addEventListener('message', listener)
}
