import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { Actor } from '@/lib/auth/model'
import { closeDatabase, db } from '@/lib/db/instance'
import { deleteTenant } from '@/lib/tenants/server/delete-tenant'
import { tenantsFeed } from '@/lib/tenants/server/feed'
import { createTestDatabase, type TestDatabase } from '@/lib/testing/database'
import { createProfileSchema } from '@/lib/voicemail-profiles/schema'
import { createProfile } from '@/lib/voicemail-profiles/server/create-profile'
import { createMailboxSchema, mailboxQuerySchema } from './schema'
import { createMailbox } from './server/create-mailbox'
import { deleteMailbox, restoreMailbox } from './server/delete-mailbox'
import { getMailbox } from './server/get-mailbox'
import { countMailboxes, listMailboxes } from './server/list-mailboxes'
import { updateMailbox } from './server/update-mailbox'

let test: TestDatabase
const administrator: Actor = {
  kind: 'user',
  id: '01a1fa73-d073-71cf-bcbc-c38e6167fc29',
  name: 'Ada',
  email: 'ada@example.org',
  roles: ['voicemail-administrator'],
}
const author = { actor: administrator, requestId: 'request-1' }
const viewer = { actor: { ...administrator, roles: ['viewer' as const] } }

beforeAll(async () => {
  test = await createTestDatabase()
  Object.assign(process.env, {
    DATABASE_URL: test.databaseUrl,
    NEXTAUTH_SECRET: 'a-secret-that-only-tests-know-0123456789',
    LOG_LEVEL: 'silent',
  })
})
afterAll(async () => {
  tenantsFeed().stop()
  await closeDatabase()
  await test?.stop()
})

beforeEach(async () => {
  await db().mailbox.deleteMany()
  await db().tenant.deleteMany()
  for (const id of ['t1', 't2']) {
    await db().tenant.create({
      data: { id, name: id, region: 'default', cloud: 'azure', portalUrl: `https://${id}.example/` },
    })
  }
})

const mailbox = (number: string, more: object = {}) =>
  createMailboxSchema.parse({ number, type: 'agent', owner: `Agent ${number}`, ...more })
const add = (number: string, more: object = {}) => createMailbox(author, 't1', mailbox(number, more))
const query = (more: object = {}) => mailboxQuerySchema.parse(more)
const numbers = async (more: object = {}) => (await listMailboxes('t1', query(more))).items.map(({ number }) => number)
const auditOf = (id: string) => db().auditEntry.findMany({ where: { entityId: id }, orderBy: { id: 'asc' } })

describe('a mailbox', () => {
  it('inherits everything at first, and its audit row says who made it', async () => {
    const made = await add('0042')
    expect(made).toMatchObject({ number: '0042', version: 1, profileName: 'SystemProfile', profileId: null })
    expect(made.effective.maxMessageCount).toEqual({ value: 100, origin: 'system', inherited: 100 })
    expect(await auditOf(made.id)).toMatchObject([
      {
        action: 'mailbox.create',
        actorName: 'Ada',
        tenantId: 't1',
        before: null,
        after: { number: '0042', profile: null },
      },
    ])
  })

  it('takes values from its profile, and gives its own back', async () => {
    const sales = await createProfile(author, 't1', createProfileSchema.parse({ name: 'Sales', maxMessageCount: 20 }))
    const made = await add('1', { profileId: sales.id, locale: 'de-CH' })
    expect(made).toMatchObject({
      profileName: 'Sales',
      effective: { maxMessageCount: { value: 20, origin: 'profile' } },
    })
    const own = await updateMailbox(author, 't1', made.id, 1, { maxMessageCount: 7 })
    expect(own.effective.maxMessageCount).toEqual({ value: 7, origin: 'mailbox', inherited: 20 })
    const reset = await updateMailbox(author, 't1', made.id, 2, { maxMessageCount: null, locale: null })
    expect(reset).toMatchObject({ version: 3, effective: { locale: { value: 'en-US', origin: 'system' } } })
    expect((await auditOf(made.id)).at(-1)).toMatchObject({
      before: { maxMessageCount: 7, locale: 'de-CH', profile: 'Sales' },
      after: { maxMessageCount: null, locale: null, profile: 'Sales' },
    })
  })

  it('has a number of its own in its tenant, and loses it when deleted', async () => {
    const first = await add('7')
    await expect(add('7')).rejects.toMatchObject({ code: 'conflict', fields: [{ path: 'number' }] })
    await createMailbox(author, 't2', mailbox('7'))
    await deleteMailbox(author, 't1', first.id, 1)
    const second = await add('7')
    await expect(restoreMailbox(author, 't1', first.id, 2)).rejects.toMatchObject({ code: 'conflict' })
    await deleteMailbox(author, 't1', second.id, 1)
    expect(await restoreMailbox(author, 't1', first.id, 2)).toMatchObject({ number: '7', deletedAt: null, version: 3 })
    expect((await auditOf(first.id)).map(({ action }) => action)).toEqual([
      'mailbox.create',
      'mailbox.delete',
      'mailbox.restore',
    ])
  })

  it('has one winner when two change it at once', async () => {
    const made = await add('8')
    const both = await Promise.allSettled([
      updateMailbox(author, 't1', made.id, 1, { owner: 'Grace' }),
      updateMailbox(author, 't1', made.id, 1, { owner: 'Edith' }),
    ])
    expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected'])
    expect(both.find(({ status }) => status === 'rejected')).toMatchObject({ reason: { code: 'conflict' } })
    expect((await getMailbox('t1', made.id)).version).toBe(2)
    expect(await auditOf(made.id)).toHaveLength(2)
  })

  it('is refused a profile of another tenant, a greeting without audio, and people without leave', async () => {
    const theirs = await createProfile(author, 't2', createProfileSchema.parse({ name: 'Theirs' }))
    await expect(add('9', { profileId: theirs.id })).rejects.toMatchObject({ fields: [{ path: 'profileId' }] })
    await expect(add('9', { activeGreetingType: 'personal' })).rejects.toMatchObject({
      fields: [{ path: 'activeGreetingType' }],
    })
    await expect(createMailbox(viewer, 't1', mailbox('9'))).rejects.toMatchObject({ code: 'forbidden' })
    await expect(createMailbox(author, 'nobody', mailbox('9'))).rejects.toMatchObject({ code: 'not-found' })
    const made = await add('9')
    await expect(getMailbox('t2', made.id)).rejects.toMatchObject({ code: 'not-found' })
    await expect(updateMailbox(author, 't2', made.id, 1, { owner: 'x' })).rejects.toMatchObject({ code: 'not-found' })
  })
})

describe('a tenant with mailboxes', () => {
  it('stays until they are gone for good', async () => {
    const made = await add('1')
    const owner = { actor: { ...administrator, roles: ['administrator' as const] } }
    await deleteMailbox(author, 't1', made.id, 1)
    await expect(deleteTenant(owner, 't1', 1)).rejects.toMatchObject({
      code: 'conflict',
      message: expect.stringMatching(/still has mailboxes: 1/),
    })
    await db().mailbox.deleteMany()
    await deleteTenant(owner, 't1', 1)
    expect(await db().voicemailProfile.count({ where: { tenantId: 't1' } })).toBe(0)
  })
})

describe('the list', () => {
  it('finds numbers by their beginning and owners by the beginning of their words', async () => {
    await add('100', { owner: 'Ada Lovelace' })
    await add('0100', { owner: 'Team 100 Support', type: 'agent-group' })
    await add('1001', { owner: 'Grace Hopper' })
    await add('200', { owner: 'Adele Goldberg' })
    expect(await numbers()).toEqual(['0100', '100', '1001', '200'])
    expect(await numbers({ q: '100' })).toEqual(['0100', '100', '1001'])
    expect(await numbers({ q: 'ad' })).toEqual(['100', '200'])
    expect(await numbers({ q: 'LOVE ada' })).toEqual(['100'])
    expect(await numbers({ q: '10 grace' })).toEqual(['1001'])
    expect(await numbers({ q: 'race' })).toEqual([])
    expect(await numbers({ q: "'); DROP TABLE mailboxes; --" })).toEqual([])
    expect(await numbers({ q: '!!!' })).toEqual([])
    expect(await countMailboxes('t1', query({ q: '100' }))).toBe(3)
  })

  it('filters by what counts, inherited or not', async () => {
    const sales = await createProfile(author, 't1', createProfileSchema.parse({ name: 'Sales' }))
    const system = await db().voicemailProfile.findFirstOrThrow({ where: { tenantId: 't1', builtIn: true } })
    await add('1', { profileId: sales.id })
    await add('2', { locale: 'de-CH' })
    await add('3', { locale: 'en-US', type: 'agent-group' })
    expect(await numbers({ profile: sales.id })).toEqual(['1'])
    expect(await numbers({ profile: system.id })).toEqual(['2', '3'])
    expect(await numbers({ locale: 'en-US' })).toEqual(['1', '3'])
    expect(await numbers({ locale: 'de-CH' })).toEqual(['2'])
    expect(await numbers({ greeting: 'standard', type: 'agent-group' })).toEqual(['3'])
    expect(await numbers({ greeting: 'personal' })).toEqual([])
    expect(await numbers({ overrides: 'none' })).toEqual([])
    expect(await numbers({ overrides: 'some', q: '2' })).toEqual(['2'])
  })

  it.each(['number', 'owner', 'updated'] as const)('pages by %s in both directions without a gap', async (sort) => {
    for (let index = 0; index < 25; index += 1) await add(`${index % 5}${index}`, { owner: `Same ${index % 3}` })
    for (const order of ['asc', 'desc'] as const) {
      const seen: string[] = []
      let cursor: string | undefined
      do {
        const page = await listMailboxes('t1', query({ sort, order, limit: 7, ...(cursor ? { cursor } : {}) }))
        seen.push(...page.items.map(({ id }) => id))
        cursor = page.nextCursor ?? undefined
      } while (cursor)
      expect(new Set(seen).size).toBe(25)
      expect(seen).toEqual((await listMailboxes('t1', query({ sort, order, limit: 100 }))).items.map(({ id }) => id))
    }
  })

  it('shows deleted mailboxes apart', async () => {
    const gone = await add('5')
    await add('6')
    await deleteMailbox(author, 't1', gone.id, 1)
    expect(await numbers()).toEqual(['6'])
    expect(await numbers({ deleted: 'true' })).toEqual(['5'])
  })
})
