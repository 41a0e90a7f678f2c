import 'server-only'
import type { NextAuthOptions, User } from 'next-auth'
import Credentials from 'next-auth/providers/credentials'
import { z } from 'zod'
import { env } from '@/lib/env/env'
import { givenRequestId } from '@/lib/format/request-id'
import { storableText } from '@/lib/format/storable-text'
import { log } from '@/lib/log/log'
import { authenticate, recordSignOut } from './authenticate'
import { type SignInError, safeCallbackPath, sessionEndsAtMs } from './model'
import { beginSession } from './renew-session'
import { requestAddress } from './request-address'
import { revalidate } from './revalidate'

/** Long enough for any e-mail address and pass phrase; longer input is refused before it costs a hash. */
const credentialsSchema = z.object({
  email: storableText().trim().min(1).max(254),
  password: z.string().min(1).max(1024),
})

/** Thrown inside next-auth's callback: it answers by ending the session. */
class SessionEnded extends Error {}

/** next-auth shows a thrown message to the page as `error`, so only our codes may be thrown. */
function refusal(code: SignInError): Error {
  return new Error(code)
}

async function authorize(credentials: unknown, headers: Record<string, string | undefined>): Promise<User> {
  const parsed = credentialsSchema.safeParse(credentials)
  if (!parsed.success) throw refusal('invalid-credentials')
  const attempt = {
    ...parsed.data,
    address: requestAddress((name) => headers[name]),
    requestId: givenRequestId(headers['x-request-id']) ?? undefined,
  }
  const result = await authenticate(attempt).catch((error: unknown) => {
    log('auth').error({ err: error }, 'sign-in failed')
    throw refusal('internal')
  })
  if (!result.ok) throw refusal(result.error)
  return { id: result.claims.id, claims: result.claims }
}

function logger(): NextAuthOptions['logger'] {
  return {
    error: (code, metadata) => {
      const err = metadata instanceof Error ? metadata : metadata.error
      // A session that was ended, or a cookie signed with an older secret, is an answer and no fault.
      if (code === 'JWT_SESSION_ERROR') log('auth').info({ code, reason: err?.message }, 'session refused')
      else log('auth').error({ code, err }, 'next-auth')
    },
    warn: (code) => log('auth').warn({ code }, 'next-auth'),
    debug: () => undefined,
  }
}

/** The callbacks that carry our claims through next-auth's token and session. */
const callbacks: NextAuthOptions['callbacks'] = {
  async jwt({ token, user }) {
    if (user) return { sub: user.claims.id, claims: user.claims, mark: beginSession(Date.now()) }
    const { mark } = token
    if (!mark || Date.now() >= sessionEndsAtMs(mark, env().SESSION_MAX_AGE_SECONDS))
      throw new SessionEnded('its time is over')
    const claims = await revalidate(token.claims, mark.id, Date.now())
    if (!claims) throw new SessionEnded('its owner or an administrator ended it, or the account is gone or disabled')
    return { sub: claims.id, claims, mark }
  },
  session({ token }) {
    const { id, name, email, roles, sessionVersion } = token.claims
    if (!token.mark) throw new SessionEnded('it has no beginning')
    const expires = new Date(sessionEndsAtMs(token.mark, env().SESSION_MAX_AGE_SECONDS)).toISOString()
    return {
      // next-auth's own counts from now, as it gives out a fresh cookie each time.
      expires,
      actor: { kind: 'user' as const, id, name, email, roles },
      sessionVersion,
      mark: token.mark,
    }
  },
  redirect({ url, baseUrl }) {
    const path = url.startsWith(`${baseUrl}/`) ? url.slice(baseUrl.length) : url
    return `${baseUrl}${safeCallbackPath(path)}`
  },
}

const events: NextAuthOptions['events'] = {
  async signOut({ token }) {
    // The cookie goes whatever the database says; what could not be noted is logged instead.
    await recordSignOut(token.claims, token.mark ?? null).catch((err: unknown) =>
      log('auth').warn({ err }, 'sign-out not noted: a copy of its cookie goes on'),
    )
  },
}

/**
 * next-auth's configuration: e-mail address and password, sessions as a signed and encrypted cookie that needs no database
 * to be read. The cookie is `secure` when NEXTAUTH_URL is https.
 */
export function authOptions(): NextAuthOptions {
  const { NEXTAUTH_SECRET: secret, NEXTAUTH_URL: url, SESSION_MAX_AGE_SECONDS: maxAge } = env()
  return {
    secret,
    session: { strategy: 'jwt', maxAge },
    useSecureCookies: url.startsWith('https:'),
    pages: { signIn: '/sign-in', error: '/sign-in' },
    providers: [
      Credentials({
        name: 'E-mail address and password',
        credentials: { email: { type: 'email' }, password: { type: 'password' } },
        authorize: (credentials, request) => authorize(credentials, request.headers ?? {}),
      }),
    ],
    callbacks,
    events,
    logger: logger(),
  }
}
