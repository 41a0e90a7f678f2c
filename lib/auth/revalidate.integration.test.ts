import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { closeDatabase, db } from '@/lib/db/instance'
import { migrateDatabase } from '@/lib/db/migrate'
import { startTestServer } from '@/lib/testing/database'
import { authenticate, recordSignOut } from './authenticate'
import { forgetEndedSessions } from './ended-sessions'
import type { SessionClaims } from './model'
import { forgetStanding, revalidateAfterMs, revalidate as revalidateSession } from './revalidate'

let server: Awaited<ReturnType<typeof startTestServer>>
const minute = revalidateAfterMs
const mark = { id: '01a1fa73-d073-41cf-bcbc-c38e6167fc29', signedInAtSeconds: 1_000_000 }
const revalidate = (claims: SessionClaims, nowMs: number, id = mark.id) => revalidateSession(claims, id, nowMs)
let now = 1_000_000_000

beforeAll(async () => {
  server = await startTestServer()
  process.env.DATABASE_URL = server.databaseUrl
  process.env.NEXTAUTH_SECRET = 'a-secret-that-only-tests-know-0123456789'
  await migrateDatabase({ databaseUrl: server.databaseUrl })
})

afterAll(async () => {
  await closeDatabase()
  await server.stop()
})

let count = 0
async function signedIn(): Promise<SessionClaims> {
  count += 1
  const data = { email: `p${count}@example.org`, name: 'P', passwordHash: '$argon2id$x', roles: ['viewer'] }
  const { id, email, name } = await db().user.create({ data })
  return { id, email, name, roles: ['viewer'], sessionVersion: 1 }
}

describe('revalidate', () => {
  it('brings new roles within a minute and asks once for all requests of it', async () => {
    const claims = await signedIn()
    expect(await revalidate(claims, now)).toEqual(claims)
    await db().user.update({ where: { id: claims.id }, data: { roles: ['auditor'], name: 'Q' } })
    expect(await revalidate(claims, now + minute - 1)).toEqual(claims)
    const fresh = await Promise.all([revalidate(claims, now + minute), revalidate(claims, now + minute)])
    expect(fresh).toEqual(Array(2).fill({ ...claims, roles: ['auditor'], name: 'Q' }))
  })

  it('ends the session of a disabled account and of an ended session, at once where it was changed', async () => {
    const disabled = await signedIn()
    const ended = await signedIn()
    await revalidate(disabled, now)
    await db().user.update({ where: { id: disabled.id }, data: { disabledAt: new Date() } })
    await db().user.update({ where: { id: ended.id }, data: { sessionVersion: 2 } })
    expect(await revalidate(disabled, now + 1)).toEqual(disabled)
    forgetStanding(disabled.id)
    expect(await revalidate(disabled, now + 1)).toBeNull()
    expect(await revalidate(ended, now)).toBeNull()
  })

  it('asks anew for a session that is newer than what it remembers', async () => {
    const claims = await signedIn()
    await revalidate(claims, now)
    await db().user.update({ where: { id: claims.id }, data: { sessionVersion: 2 } })
    expect(await revalidate({ ...claims, sessionVersion: 2 }, now + 1)).toMatchObject({ sessionVersion: 2 })
    expect(await revalidate(claims, now + 1)).toBeNull()
  })

  it('ends a session that its owner signed out of, and no other of theirs, for as long as its cookie could last', async () => {
    const claims = await signedIn()
    const other = '01a1fa73-d073-41cf-bcbc-c38e6167fc30'
    expect(await revalidate(claims, now)).toEqual(claims)
    await recordSignOut(claims, mark)
    await recordSignOut(claims, mark)
    expect(await revalidate(claims, now + 1)).toBeNull()
    expect(await revalidate(claims, now + 1, other)).toEqual(claims)
    expect(await forgetEndedSessions(db())).toBe(0)
    const [{ expiresAt } = { expiresAt: new Date(0) }] = await db().endedSession.findMany()
    expect(expiresAt.getTime()).toBeGreaterThan(Date.now() + 12 * 3_600_000)
    await db().endedSession.updateMany({ data: { expiresAt: new Date(Date.now() - 1000) } })
    expect(await forgetEndedSessions(db())).toBe(1)
  })

  it('refuses an account that is gone', async () => {
    const claims = await signedIn()
    await db().user.delete({ where: { id: claims.id } })
    expect(await revalidate(claims, now)).toBeNull()
  })

  it('lets people go on while the database is down, with its last word, and asks again when it is back', async () => {
    now += 10 * minute
    const known = await signedIn()
    const disabled = await signedIn()
    const unknown: SessionClaims = { ...known, id: '01a1fa73-d073-71cf-bcbc-c38e6167fc29', roles: ['operator'] }
    await db().user.update({ where: { id: known.id }, data: { roles: ['auditor'] } })
    await db().user.update({ where: { id: disabled.id }, data: { disabledAt: new Date() } })
    await revalidate(known, now)
    await revalidate(disabled, now)
    await server.postgres.stop()
    now += 2 * minute
    expect(await revalidate(known, now)).toMatchObject({ roles: ['auditor'] })
    expect(await revalidate(disabled, now)).toBeNull()
    expect(await revalidate(unknown, now)).toEqual(unknown)
    expect(await authenticate({ email: known.email, password: 'x', address: null })).toEqual({
      ok: false,
      error: 'database-down',
    })
    await server.postgres.start()
    await expect
      .poll(
        () =>
          db()
            .user.count()
            .catch(() => 0),
        { timeout: 10_000 },
      )
      .toBeGreaterThan(0)
    now += minute
    expect(await revalidate(unknown, now)).toBeNull()
  })
})
