import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { closeDatabase, db } from '@/lib/db/instance'
import { createTestDatabase, type TestDatabase } from '@/lib/testing/database'
import { authenticate, recordSignOut } from './authenticate'
import { signInLimits } from './model'
import { hashPassword } from './password'
import { forgetOldAccountCounts, forgetOldAddresses } from './sign-in-attempts'

let test: TestDatabase
let passwordHash: string
const password = 'correct horse battery staple'

beforeAll(async () => {
  test = await createTestDatabase()
  passwordHash = await hashPassword(password)
})

afterAll(async () => {
  await closeDatabase()
  await test.stop()
})

let count = 0
async function account(change: { disabledAt?: Date; lockedUntil?: Date; failedSignIns?: number } = {}) {
  count += 1
  const email = `person${count}@example.org`
  return db().user.create({ data: { email, name: `Person ${count}`, passwordHash, roles: ['operator'], ...change } })
}

function attempt(email: string, given: string, address: string | null = null) {
  return authenticate({ email, password: given, address, requestId: 'request-1' })
}

async function audit(entityId: string): Promise<string[]> {
  const rows = await db().auditEntry.findMany({ where: { entityId }, orderBy: { id: 'asc' } })
  return rows.map((row) => row.action)
}

describe('authenticate', () => {
  beforeEach(() => db().signInThrottle.deleteMany())

  it('lets the right password in, whatever the case of the address, and notes it', async () => {
    const user = await account({ failedSignIns: 3 })
    expect(await attempt(` ${user.email.toUpperCase()} `, password, '203.0.113.1')).toEqual({
      ok: true,
      claims: { id: user.id, email: user.email, name: user.name, roles: ['operator'], sessionVersion: 1 },
    })
    expect(await db().user.findUniqueOrThrow({ where: { id: user.id } })).toMatchObject({
      failedSignIns: 0,
      lockedUntil: null,
      lastSignInAt: expect.any(Date),
    })
    const [entry] = await db().auditEntry.findMany({ where: { entityId: user.id } })
    expect(entry).toMatchObject({
      action: 'session.sign-in',
      actorId: user.id,
      ip: '203.0.113.1',
      requestId: 'request-1',
    })
    expect(await db().signInThrottle.findMany()).toMatchObject([{ failures: 0 }])
  })

  it('answers wrong, unknown, disabled and resting alike, and never stores what was typed as password', async () => {
    const known = await account()
    const disabled = await account({ disabledAt: new Date() })
    const resting = await account({ lockedUntil: new Date(Date.now() + 60_000) })
    for (const [email, given] of [
      [known.email, 'wrong-Pa55'],
      ['nobody@example.org', 'wrong-Pa55'],
      [disabled.email, password],
      [resting.email, password],
    ] as const) {
      expect(await attempt(email, given)).toEqual({ ok: false, error: 'invalid-credentials' })
    }
    expect(await audit(known.id)).toEqual(['session.sign-in-failure'])
    expect(await audit('nobody@example.org')).toEqual(['session.sign-in-failure'])
    expect(JSON.stringify(await db().auditEntry.findMany({ select: { after: true } }))).not.toMatch(/wrong-Pa55|staple/)
  })

  const throttleOf = (userId: string, address = 'unknown') =>
    db().accountThrottle.findUniqueOrThrow({ where: { userId_address: { userId, address } } })

  it('rests an account after five wrong passwords, also for the right one, and wakes it afterwards', async () => {
    const user = await account()
    for (let tries = 0; tries < signInLimits.failuresPerAccount; tries += 1) await attempt(user.email, 'wrong')
    expect((await audit(user.id)).filter((action) => action === 'session.lockout')).toHaveLength(1)
    expect(await attempt(user.email, password)).toMatchObject({ ok: false })
    await db().accountThrottle.updateMany({
      where: { userId: user.id },
      data: { lockedUntil: new Date(Date.now() - 1000) },
    })
    expect(await attempt(user.email, 'wrong')).toMatchObject({ ok: false })
    expect(await throttleOf(user.id)).toMatchObject({ failures: 1, lockedUntil: null })
    expect(await attempt(user.email, password)).toMatchObject({ ok: true })
    expect(await db().accountThrottle.count({ where: { userId: user.id } })).toBe(0)
  })

  it('rests it for the address that they came from: nobody locks the owner out from elsewhere', async () => {
    const user = await account()
    const [guesser, owner] = ['203.0.113.66', '203.0.113.7']
    for (let tries = 0; tries < 8; tries += 1) await attempt(user.email, 'wrong', guesser)
    expect(await attempt(user.email, password, owner)).toMatchObject({ ok: true })
    expect(await attempt(user.email, password, guesser), 'who guesses is not let go by it').toMatchObject({ ok: false })
    expect(await throttleOf(user.id, guesser)).toMatchObject({ lockedUntil: expect.any(Date) })
  })

  it('rests it for everybody after very many from everywhere', async () => {
    const user = await account({ failedSignIns: signInLimits.failuresPerAccountAnywhere - 1 })
    expect(await attempt(user.email, 'wrong', '203.0.113.67')).toMatchObject({ ok: false })
    expect(await audit(user.id)).toContain('session.lockout')
    expect(await attempt(user.email, password, '203.0.113.68')).toMatchObject({ ok: false })
  })

  it('forgets counts that nobody added to for a day', async () => {
    const user = await account()
    await attempt(user.email, 'wrong')
    expect(await forgetOldAccountCounts(db())).toBe(0)
    await db().accountThrottle.updateMany({ data: { attemptedAt: new Date(Date.now() - 90_000_000) } })
    expect(await forgetOldAccountCounts(db())).toBeGreaterThan(0)
  })

  it('lets the fifth try in when it is the right one', async () => {
    const user = await account()
    for (let tries = 1; tries < signInLimits.failuresPerAccount; tries += 1) await attempt(user.email, 'wrong')
    expect(await attempt(user.email, password)).toMatchObject({ ok: true })
    expect(await audit(user.id)).not.toContain('session.lockout')
  })

  it('looks at no more than five passwords when they all come at once', async () => {
    const user = await account()
    await Promise.all(Array.from({ length: 20 }, () => attempt(user.email, 'wrong')))
    const { failures, lockedUntil } = await throttleOf(user.id)
    expect(failures).toBe(signInLimits.failuresPerAccount)
    expect(lockedUntil).not.toBeNull()
    expect((await audit(user.id)).filter((action) => action === 'session.lockout')).toHaveLength(1)
  })

  it('refuses an address that tries too many accounts, with one audit row, and forgets it after the window', async () => {
    const address = '203.0.113.9'
    const user = await account()
    await db().signInThrottle.create({
      data: { address, failures: signInLimits.failuresPerAddress, windowStartedAt: new Date() },
    })
    for (let tries = 0; tries < 3; tries += 1) {
      expect(await attempt(user.email, password, address)).toEqual({ ok: false, error: 'too-many-attempts' })
    }
    expect(await audit(address)).toEqual(['session.lockout'])
    expect(await attempt(user.email, password, '203.0.113.10')).toMatchObject({ ok: true })
    const windowStartedAt = new Date(Date.now() - (signInLimits.addressWindowSeconds + 5) * 1000)
    await db().signInThrottle.update({ where: { address }, data: { windowStartedAt } })
    expect(await attempt(user.email, password, address)).toMatchObject({ ok: true })
    await db().signInThrottle.update({ where: { address }, data: { windowStartedAt } })
    expect(await forgetOldAddresses(db())).toBe(1)
  })

  it('takes about as long for an account that does not exist', async () => {
    const user = await account()
    const time = async (email: string) => {
      const startedAt = performance.now()
      await attempt(email, 'wrong')
      return performance.now() - startedAt
    }
    await time('warm@example.org')
    const known = Math.min(await time(user.email), await time(user.email))
    const unknown = Math.min(await time('nobody@example.org'), await time('nobody@example.org'))
    expect(unknown).toBeGreaterThan(known / 3)
    expect(known).toBeGreaterThan(unknown / 3)
  })

  it('notes a sign-out', async () => {
    const user = await account()
    await recordSignOut({ id: user.id, email: user.email, name: user.name, roles: [], sessionVersion: 1 }, null)
    expect(await audit(user.id)).toEqual(['session.sign-out'])
  })
})
