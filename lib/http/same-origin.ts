import { AppError } from '@/lib/errors'

const reading = new Set(['GET', 'HEAD'])

function hostOf(address: string): string | null {
  return URL.canParse(address) ? new URL(address).host : null
}

/**
 * Refuses a change that another site's page asks the reader's browser for: the cookie's SameSite lets pages of a sibling
 * host through. Browsers say where a request comes from; scripts say nothing and pass, as their cookie was given to them.
 * `consoleUrl` is the address that people type; the request's own host counts, too. Throws `forbidden`.
 */
export function requireSameOrigin(request: Request, consoleUrl: string): void {
  if (reading.has(request.method)) return
  const site = request.headers.get('sec-fetch-site')
  const origin = request.headers.get('origin')
  const own = [hostOf(consoleUrl), request.headers.get('host') ?? hostOf(request.url)]
  const isForeignSite = site !== null && site !== 'same-origin' && site !== 'none'
  const isForeignOrigin = origin !== null && !own.includes(hostOf(origin))
  if (!isForeignSite && !isForeignOrigin) return
  throw new AppError('forbidden', 'This request comes from a page of another site, so nothing was changed.', {
    action: `Do it on a page of ${new URL(consoleUrl).origin}. If that is where you are, NEXTAUTH_URL names another address.`,
  })
}
