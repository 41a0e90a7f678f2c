/**
 * True when following a link ends the page that is shown: another path of this console. Other hosts are left to the browser's own
 * question, and signing in leads back.
 */
export function leavesPage(to: string, from: string): boolean {
  const [target, here] = [new URL(to), new URL(from)]
  if (target.origin !== here.origin || target.pathname === '/sign-in') return false
  return target.pathname !== here.pathname
}
