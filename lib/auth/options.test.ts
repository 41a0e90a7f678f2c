import type { NextAuthOptions, Session, User } from 'next-auth'
import type { JWT } from 'next-auth/jwt'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import type { SessionClaims } from './model'

const maxAgeSeconds = 3600
const account = vi.hoisted(() => ({ ended: new Set<string>() }))
vi.mock('@/lib/env/env', () => ({
  env: () => ({ NEXTAUTH_SECRET: 'x', NEXTAUTH_URL: 'http://console', SESSION_MAX_AGE_SECONDS: 3600 }),
}))
vi.mock('./authenticate', () => ({}))
vi.mock('./revalidate', () => ({
  revalidate: async (claims: SessionClaims, sessionId: string) => (account.ended.has(sessionId) ? null : claims),
}))

const { authOptions } = await import('./options')
const claims: SessionClaims = { id: 'u1', email: 'a@b.c', name: 'Ada', roles: ['viewer'], sessionVersion: 1 }

type Callbacks = Required<NonNullable<NextAuthOptions['callbacks']>>
const { jwt, session } = authOptions().callbacks as Callbacks
const signIn = () =>
  jwt({ token: {}, user: { id: 'u1', claims } satisfies User } as unknown as Parameters<typeof jwt>[0])
/** What next-auth does whenever somebody asks for the session: read the cookie, and give out another. */
const renew = (token: JWT) => jwt({ token } as Parameters<typeof jwt>[0])

describe('a session', () => {
  beforeEach(() => {
    vi.useFakeTimers({ now: 1_700_000_000_000 })
  })
  afterEach(() => {
    vi.useRealTimers()
  })

  it('is over when its time is, however often its cookie was given out anew', async () => {
    let token = await signIn()
    for (let passed = 600; passed < maxAgeSeconds; passed += 600) {
      vi.advanceTimersByTime(600_000)
      token = await renew(token)
    }
    const asked = { session: { expires: 'later' }, token } as unknown as Parameters<typeof session>[0]
    const { expires } = (await session(asked)) as Session
    expect(Date.parse(expires)).toBe(1_700_000_000_000 + maxAgeSeconds * 1000)
    vi.advanceTimersByTime(600_000)
    await expect(renew(token)).rejects.toThrow('its time is over')
  })

  it('keeps its id, which no other has, until its owner ends it', async () => {
    const token = await signIn()
    const renewed = await renew(token)
    expect(renewed.mark).toEqual(token.mark)
    expect((await signIn()).mark?.id).not.toBe(token.mark?.id)
    account.ended.add(token.mark?.id ?? '')
    await expect(renew(renewed)).rejects.toThrow('ended')
  })

  it('has ended when it is of a version that gave none a beginning', async () => {
    await expect(renew({ claims } as JWT)).rejects.toThrow('its time is over')
  })
})
