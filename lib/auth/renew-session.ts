import 'server-only'
import { randomUUID } from 'node:crypto'
import { cookies } from 'next/headers'
import { encode } from 'next-auth/jwt'
import { env } from '@/lib/env/env'
import type { SessionClaims, SessionMark } from './model'

/** The mark of a session that begins now. */
export function beginSession(nowMs: number): SessionMark {
  return { id: randomUUID(), signedInAtSeconds: Math.floor(nowMs / 1000) }
}

/**
 * Gives the browser of this request a fresh session in place of the one it came with, for an act that ends all sessions but the
 * one it was done in. The cookie is the one that next-auth sets at sign-in, by its own default names.
 */
export async function renewSession(claims: SessionClaims): Promise<void> {
  const { NEXTAUTH_SECRET: secret, NEXTAUTH_URL: url, SESSION_MAX_AGE_SECONDS: maxAge } = env()
  const secure = url.startsWith('https:')
  const value = await encode({ token: { sub: claims.id, claims, mark: beginSession(Date.now()) }, secret, maxAge })
  const jar = await cookies()
  jar.set(`${secure ? '__Secure-' : ''}next-auth.session-token`, value, {
    httpOnly: true,
    sameSite: 'lax',
    path: '/',
    secure,
    maxAge,
  })
}
