import { type NextRequest, NextResponse } from 'next/server'
import { development } from '@/lib/env/development'
import { contentSecurityPolicy } from '@/lib/http/content-security-policy'

/** next-auth's session cookie, plain and over https; long ones come in numbered pieces. */
const sessionCookie = /^(__Secure-)?next-auth\.session-token(\.\d+)?$/

/** Lets the page be drawn, with a policy of its own: Next puts the nonce on the scripts it writes when it finds it in the request. */
function draw(request: NextRequest): NextResponse {
  const nonce = btoa(crypto.randomUUID())
  const policy = contentSecurityPolicy(nonce, development)
  const headers = new Headers(request.headers)
  headers.set('x-nonce', nonce)
  headers.set('content-security-policy', policy)
  // Where to come back to, for a layout that finds the session ended.
  headers.set('x-pathname', `${request.nextUrl.pathname}${request.nextUrl.search}`)
  const response = NextResponse.next({ request: { headers } })
  response.headers.set('content-security-policy', policy)
  return response
}

/**
 * Sends visitors without a session cookie to the sign-in page. It never decides who may do what: a forged cookie gets past
 * it and is refused by the page and by every handler.
 */
export function proxy(request: NextRequest): NextResponse {
  const { pathname, search } = request.nextUrl
  const hasSession = request.cookies.getAll().some((cookie) => sessionCookie.test(cookie.name))
  if (hasSession || pathname === '/sign-in') return draw(request)
  const target = request.nextUrl.clone()
  target.pathname = '/sign-in'
  target.search = ''
  if (pathname !== '/') target.searchParams.set('callbackUrl', `${pathname}${search}`)
  return NextResponse.redirect(target)
}

export const config = {
  // Handlers answer 401 by themselves; health and metrics are for machines; the files are named one by one, as the address of a
  // page may end like a file's.
  matcher: ['/((?!api/|(?:healthz|readyz|metrics)$|_next/static/|icon\\.svg$|readme/overview\\.png$).*)'],
}
