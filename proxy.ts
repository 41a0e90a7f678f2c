import { type NextRequest, NextResponse } from 'next/server'

/** next-auth's session cookie, plain and over https; long ones come in numbered pieces. */
const sessionCookie = /^(__Secure-)?next-auth\.session-token(\.\d+)?$/

/**
 * Sends visitors without a session cookie to the sign-in page. It never decides who may do what: a forged cookie gets past
 * it and is refused by the page and by every handler.
 */
export function proxy(request: NextRequest): NextResponse {
  if (request.cookies.getAll().some((cookie) => sessionCookie.test(cookie.name))) return NextResponse.next()
  const { pathname, search } = request.nextUrl
  const target = request.nextUrl.clone()
  target.pathname = '/sign-in'
  target.search = ''
  if (pathname !== '/') target.searchParams.set('callbackUrl', `${pathname}${search}`)
  return NextResponse.redirect(target)
}

export const config = {
  // Handlers answer 401 by themselves; health and metrics are for machines; files with an extension are static.
  matcher: ['/((?!api/|sign-in|healthz|readyz|metrics|_next/|.*\\.(?:ico|svg|png|jpg|webp|woff2|txt|webmanifest)$).*)'],
}
