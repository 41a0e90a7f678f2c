import { spawn } from 'node:child_process'
import { text } from 'node:stream/consumers'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { authenticate } from '@/lib/auth/authenticate'
import type { Actor } from '@/lib/auth/model'
import { revalidate } from '@/lib/auth/revalidate'
import { closeDatabase, db } from '@/lib/db/instance'
import { createTestDatabase, type TestDatabase } from '@/lib/testing/database'
import { changePasswordSchema } from './schema'
import { changeOwnPassword } from './server/change-own-password'
import { createAdministrator } from './server/create-administrator'
import { createUser } from './server/create-user'
import { listUsers } from './server/list-users'
import { resetPassword } from './server/reset-password'
import { setUserEnabled } from './server/set-user-enabled'
import { updateUser } from './server/update-user'

let test: TestDatabase
const boss: Actor = {
  kind: 'user',
  id: '01a1fa73-d073-71cf-bcbc-c38e6167fc29',
  name: 'Boss',
  email: 'boss@example.org',
  roles: ['administrator'],
}
const author = { actor: boss, requestId: 'request-1' }
const viewer: Actor = { ...boss, kind: 'user', roles: ['viewer'] }

beforeAll(async () => {
  test = await createTestDatabase()
})
beforeEach(() => db().user.deleteMany())
afterAll(async () => {
  await closeDatabase()
  await test.stop()
})

const ada = { email: 'ada@example.org', name: 'Ada', roles: ['operator' as const] }

async function entries(entityId: string) {
  return db().auditEntry.findMany({ where: { entityId }, orderBy: { id: 'asc' } })
}

describe('accounts', () => {
  it('are made with a password that works and is nowhere in the log', async () => {
    const { user, password } = await createUser(author, ada)
    expect(user).toMatchObject({ ...ada, version: 1, disabledAt: null })
    expect(password).toMatch(/^([a-z2-9]{4}-){5}[a-z2-9]{4}$/)
    expect(await authenticate({ email: ada.email, password, address: null })).toMatchObject({ ok: true })
    const [entry] = await entries(user.id)
    expect(entry).toMatchObject({ action: 'user.create', actorId: boss.id, after: { email: ada.email } })
    expect(JSON.stringify(entry?.after)).not.toContain('argon2')
  })

  it('refuse a second account for one address, and keep no audit row of it', async () => {
    await createUser(author, ada)
    const before = await db().auditEntry.count()
    await expect(createUser(author, ada)).rejects.toMatchObject({ code: 'conflict', fields: [{ path: 'email' }] })
    expect(await db().auditEntry.count()).toBe(before)
  })

  it('are listed by name, without their hashes', async () => {
    await createUser(author, { ...ada, email: 'z@example.org', name: 'Zoe' })
    await createUser(author, ada)
    const list = await listUsers(boss)
    expect(list.items.map((user) => user.name)).toEqual(['Ada', 'Zoe'])
    expect(list.total).toBe(2)
    expect(JSON.stringify(list)).not.toContain('argon2')
  })

  it('are changed by one of two who do it at once; the other is told', async () => {
    await createAdministrator({ email: 'root@example.org', name: 'Root' })
    const { user } = await createUser(author, ada)
    const attempts = await Promise.allSettled(
      ['One', 'Two', 'Three'].map((name) => updateUser(author, user.id, 1, { name, roles: ['viewer'] })),
    )
    expect(attempts.filter((attempt) => attempt.status === 'fulfilled')).toHaveLength(1)
    for (const attempt of attempts) {
      if (attempt.status === 'rejected') expect(attempt.reason).toMatchObject({ code: 'conflict' })
    }
    const updates = (await entries(user.id)).filter((entry) => entry.action === 'user.update')
    expect(updates).toHaveLength(1)
    expect(updates[0]).toMatchObject({ before: { name: 'Ada', roles: ['operator'] }, after: { roles: ['viewer'] } })
  })

  it('end their sessions at once when disabled, and wake from a rest when enabled', async () => {
    await createAdministrator({ email: 'root@example.org', name: 'Root' })
    const { user } = await createUser(author, ada)
    const claims = { id: user.id, email: user.email, name: user.name, roles: user.roles, sessionVersion: 1 }
    expect(await revalidate(claims, 'session', Date.now())).toEqual(claims)
    const off = await setUserEnabled(author, user.id, 1, false)
    expect(off.disabledAt).not.toBeNull()
    expect(await revalidate(claims, 'session', Date.now())).toBeNull()
    await db().user.update({ where: { id: user.id }, data: { lockedUntil: new Date(Date.now() + 60_000) } })
    const on = await setUserEnabled(author, user.id, off.version, true)
    expect(on).toMatchObject({ disabledAt: null, lockedUntil: null })
    expect(await revalidate(claims, 'session', Date.now())).toBeNull()
    expect((await entries(user.id)).map((entry) => entry.action)).toEqual([
      'user.create',
      'user.disable',
      'user.enable',
    ])
  })

  it('get a new password that ends the old one and its sessions', async () => {
    const { user, password } = await createUser(author, ada)
    const fresh = await resetPassword(author, user.id, 1)
    expect(await authenticate({ email: ada.email, password, address: null })).toMatchObject({ ok: false })
    const signIn = await authenticate({ email: ada.email, password: fresh.password, address: null })
    expect(signIn).toMatchObject({ ok: true, claims: { sessionVersion: 2 } })
  })

  it('are closed to those without the permission', async () => {
    const { user } = await createUser(author, ada)
    const denied = { actor: viewer }
    for (const call of [
      () => listUsers(viewer),
      () => createUser(denied, { ...ada, email: 'x@example.org' }),
      () => updateUser(denied, user.id, 1, { name: 'X', roles: ['administrator'] }),
      () => setUserEnabled(denied, user.id, 1, false),
      () => resetPassword(denied, user.id, 1),
    ]) {
      await expect(call()).rejects.toMatchObject({ code: 'forbidden' })
    }
    expect(await db().user.findUnique({ where: { id: user.id } })).toMatchObject({ version: 1, roles: ['operator'] })
  })

  it('say so when they are not there', async () => {
    await expect(resetPassword(author, boss.id, 1)).rejects.toMatchObject({ code: 'not-found' })
  })
})

describe('changeOwnPassword', () => {
  const next = 'a new pass phrase'

  async function person() {
    const { user, password } = await createUser(author, ada)
    const actor = { kind: 'user', id: user.id, name: user.name, email: user.email, roles: user.roles } as const
    const claims = { id: user.id, email: user.email, name: user.name, roles: user.roles, sessionVersion: 1 }
    return { user, password, claims, change: { actor, requestId: 'request-2', address: '192.0.2.9' } }
  }

  it('takes the new password, ends the other sessions and leaves a row without either password', async () => {
    const { user, password, claims, change } = await person()
    expect(await revalidate(claims, 'session', Date.now())).toEqual(claims)
    const renewed = await changeOwnPassword(change, { current: password, next })
    expect(await revalidate(claims, 'session', Date.now())).toBeNull()
    expect(await revalidate(renewed, 'session', Date.now())).toEqual({ ...claims, sessionVersion: 2 })
    expect(await authenticate({ email: ada.email, password, address: null })).toMatchObject({ ok: false })
    expect(await authenticate({ email: ada.email, password: next, address: null })).toMatchObject({ ok: true })
    const [, entry] = await entries(user.id)
    expect(entry).toMatchObject({ action: 'user.change-password', actorId: user.id, ip: '192.0.2.9' })
    expect(JSON.stringify([entry?.before, entry?.after])).not.toContain(next)
  })

  it('counts wrong passwords as sign-in does, and then refuses the right one too', async () => {
    const { user, password, change } = await person()
    for (let attempt = 0; attempt < 5; attempt += 1) {
      await expect(changeOwnPassword(change, { current: 'wrong', next })).rejects.toMatchObject({
        code: 'invalid-input',
        fields: [{ path: 'current' }],
      })
    }
    await expect(changeOwnPassword(change, { current: password, next })).rejects.toMatchObject({ code: 'rate-limited' })
    expect(await authenticate({ email: ada.email, password, address: change.address })).toMatchObject({ ok: false })
    const listed = (await listUsers(author.actor)).items.find(({ id }) => id === user.id)
    expect(Date.parse(listed?.lockedUntil ?? ''), 'an administrator sees it at rest').toBeGreaterThan(Date.now())
    expect((await resetPassword(author, user.id, 1)).user.lockedUntil).toBeNull()
    expect(await db().accountThrottle.count()).toBe(0)
    const actions = (await entries(user.id)).map((entry) => entry.action)
    expect(actions.filter((action) => action === 'user.change-password-failure')).toHaveLength(5)
    expect(actions).toContain('session.lockout')
    expect(await db().user.findUnique({ where: { id: user.id } })).toMatchObject({ sessionVersion: 2, version: 2 })
  })

  it('starts the count anew after a good one', async () => {
    const { password, change } = await person()
    for (let attempt = 0; attempt < 4; attempt += 1) {
      await expect(changeOwnPassword(change, { current: 'wrong', next })).rejects.toThrow()
    }
    await changeOwnPassword(change, { current: password, next })
    await expect(changeOwnPassword(change, { current: 'wrong', next })).rejects.toMatchObject({ code: 'invalid-input' })
    await expect(changeOwnPassword(change, { current: next, next: `${next} too` })).resolves.toBeDefined()
  })

  it('lets one of two changes at the same moment win', async () => {
    const { password, change } = await person()
    const both = await Promise.allSettled(
      ['one pass phrase', 'two pass phrase'].map((word) =>
        changeOwnPassword(change, { current: password, next: word }),
      ),
    )
    expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected'])
  })

  it('takes no password that is too short, and none that is the old one', () => {
    expect(changePasswordSchema.safeParse({ current: 'x', next: 'eleven char' }).success).toBe(false)
    expect(changePasswordSchema.safeParse({ current: next, next }).success).toBe(false)
    expect(changePasswordSchema.safeParse({ current: 'x', next }).success).toBe(true)
  })
})

describe('the last administrator', () => {
  it('keeps role and account', async () => {
    const { user } = await createAdministrator({ email: 'root@example.org', name: 'Root' })
    await expect(updateUser(author, user.id, 1, { name: 'Root', roles: ['viewer'] })).rejects.toThrow(
      'last administrator',
    )
    await expect(setUserEnabled(author, user.id, 1, false)).rejects.toThrow('last administrator')
    expect((await entries(user.id)).map((entry) => entry.action)).toEqual(['user.create'])
  })

  it('is kept when two administrators take it from each other at the same moment', async () => {
    for (let round = 0; round < 10; round += 1) {
      await db().user.deleteMany()
      const a = await createAdministrator({ email: 'a@example.org', name: 'A' })
      const b = await createAdministrator({ email: 'b@example.org', name: 'B' })
      const attempts = await Promise.allSettled([
        updateUser(author, a.user.id, 1, { name: 'A', roles: ['viewer'] }),
        setUserEnabled(author, b.user.id, 1, false),
      ])
      expect(attempts.map((attempt) => attempt.status).sort()).toEqual(['fulfilled', 'rejected'])
      expect(await db().user.count({ where: { roles: { has: 'administrator' }, disabledAt: null } })).toBe(1)
    }
  })
})

describe('access:create-administrator', () => {
  it('makes one, refuses to touch an account unasked, and lets one back in with reset', async () => {
    const wanted = { email: 'Root@example.org', name: 'Root' }
    const first = await createAdministrator(wanted)
    await expect(createAdministrator(wanted)).rejects.toThrow('root@example.org has an account already')
    await db().user.update({ where: { id: first.user.id }, data: { disabledAt: new Date(), roles: ['viewer'] } })
    const back = await createAdministrator({ ...wanted, password: 'a chosen pass phrase', reset: true })
    expect(back.user).toMatchObject({ roles: ['administrator', 'viewer'], disabledAt: null })
    expect(
      await authenticate({ email: 'root@example.org', password: 'a chosen pass phrase', address: null }),
    ).toMatchObject({ ok: true })
  })

  async function command(args: string[], input = ''): Promise<{ code: number | null; out: string; err: string }> {
    const child = spawn(
      process.execPath,
      ['--conditions=react-server', '--import', 'tsx', 'lib/access/command.ts', ...args],
      { env: { NODE_ENV: 'test', PATH: process.env.PATH, DATABASE_URL: test.databaseUrl }, stdio: 'pipe' },
    )
    child.stdin.end(input)
    const [out, err, code] = await Promise.all([
      text(child.stdout),
      text(child.stderr),
      new Promise<number | null>((resolve) => child.on('exit', resolve)),
    ])
    return { code, out, err }
  }

  it('prints a generated password once and never one that it was given', async () => {
    const made = await command(['--email', 'c@example.org', '--name', 'C'])
    expect(made).toMatchObject({ code: 0, err: '' })
    const password = /shown this once: (\S+)/.exec(made.out)?.[1] ?? ''
    expect(await authenticate({ email: 'c@example.org', password, address: null })).toMatchObject({ ok: true })
    const given = await command(['--email', 'd@example.org', '--name', 'D', '--password-stdin'], 'twelve letters\n')
    expect(given.out).not.toContain('twelve letters')
    expect(await authenticate({ email: 'd@example.org', password: 'twelve letters', address: null })).toMatchObject({
      ok: true,
    })
  })

  it('ends with a sentence, not a stack', async () => {
    expect(await command([])).toMatchObject({ code: 1, err: expect.stringContaining('Usage: npm run') })
    expect(await command(['--email', 'e@example.org', '--name', 'E', '--password-stdin'], 'short')).toMatchObject({
      code: 1,
      err: expect.stringContaining('at least 12 characters'),
    })
    const { err } = await command(['--email', 'not an address', '--name', 'E'])
    expect(err).toContain('email: must be an e-mail address')
    expect(err).not.toContain('at ')
  })
})
