import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { Actor } from '@/lib/auth/model'
import { closeDatabase, db } from '@/lib/db/instance'
import { tenantsFeed } from '@/lib/tenants/server/feed'
import { createTestDatabase, type TestDatabase } from '@/lib/testing/database'
import { createProfileSchema } from '@/lib/voicemail-profiles/schema'
import { createProfile } from '@/lib/voicemail-profiles/server/create-profile'
import { deleteProfile } from '@/lib/voicemail-profiles/server/delete-profile'
import { createMailboxSchema } from './schema'
import { createMailbox } from './server/create-mailbox'
import { deleteMailbox, restoreMailbox } from './server/delete-mailbox'
import { findNumberHolders } from './server/find-number-holders'
import { getMailbox } from './server/get-mailbox'
import { listMailboxHistory } from './server/list-mailbox-history'
import { searchMailboxes } from './server/search-mailboxes'
import { type SweepStep, sweepMailboxes } from './server/sweep-mailboxes'
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

const add = (number: string, more: object = {}, tenantId = 't1') =>
  createMailbox(
    author,
    tenantId,
    createMailboxSchema.parse({ number, type: 'agent', owner: `Agent ${number}`, ...more }),
  )

describe('one mailbox', () => {
  it('says who changed it last, and that nobody is known to have where the log is silent', async () => {
    const made = await add('1')
    await updateMailbox({ actor: { ...administrator, name: 'Grace' } }, 't1', made.id, 1, { owner: 'Edith' })
    expect((await getMailbox('t1', made.id)).lastChange).toEqual({
      at: expect.stringMatching(/^2\d{3}-.*Z$/),
      actorName: 'Grace',
      byConsole: false,
    })
    const loaded = await db().mailbox.create({ data: { tenantId: 't1', number: '2', type: 'agent', owner: 'Bulk' } })
    expect((await getMailbox('t1', loaded.id)).lastChange).toBeNull()
  })

  it('shows a stored time zone and an inherited locale that exist no more, and lets all else be changed', async () => {
    const made = await add('1')
    await db().mailbox.update({ where: { id: made.id }, data: { timeZone: 'America/Atlantis' } })
    await db().voicemailSystem.update({ where: { tenantId: 't1' }, data: { locale: 'xx-GONE' } })
    const seen = await getMailbox('t1', made.id)
    expect(seen.unknownValues).toEqual(['locale', 'timeZone'])
    expect(seen.effective.timeZone).toMatchObject({ value: 'America/Atlantis', origin: 'mailbox' })
    expect(await updateMailbox(author, 't1', made.id, 1, { owner: 'Grace' })).toMatchObject({
      owner: 'Grace',
      timeZone: 'America/Atlantis',
    })
    await updateMailbox(author, 't1', made.id, 2, { timeZone: null, locale: 'de-CH' })
    expect((await getMailbox('t1', made.id)).unknownValues).toEqual([])
  })

  it('keeps markup in names as the text it is', async () => {
    const owner = '<img src=x onerror="alert(1)"> & <script>alert(1)</script>'
    const made = await add('1', { owner })
    expect((await getMailbox('t1', made.id)).owner).toBe(owner)
    expect((await listMailboxHistory('t1', made.id, undefined)).items[0]?.after).toMatchObject({ owner })
  })

  it('refuses a profile that somebody deleted while the form was open, by its field', async () => {
    const sales = await createProfile(author, 't1', createProfileSchema.parse({ name: 'Sales' }))
    const [chooses, has] = [await add('1'), await add('2', { profileId: sales.id })]
    await updateMailbox(author, 't1', has.id, 1, { profileId: null })
    await deleteProfile(author, 't1', sales.id, 1)
    await expect(updateMailbox(author, 't1', chooses.id, 1, { profileId: sales.id })).rejects.toMatchObject({
      code: 'invalid-input',
      fields: [{ path: 'profileId', message: expect.stringContaining('somebody may have deleted it') }],
    })
    await expect(updateMailbox(author, 't1', has.id, 1, { owner: 'Grace' })).rejects.toMatchObject({ code: 'conflict' })
    expect(await getMailbox('t1', has.id)).toMatchObject({ version: 2, profileName: 'SystemProfile' })
  })

  it('pages through its history, newest first, and no other mailbox’s', async () => {
    const made = await add('1')
    await add('2')
    for (let version = 1; version <= 4; version += 1) {
      await updateMailbox(author, 't1', made.id, version, { maxMessageCount: version })
    }
    const first = await listMailboxHistory('t1', made.id, undefined, 3)
    expect(first.items.map(({ after }) => (after as { maxMessageCount: number }).maxMessageCount)).toEqual([4, 3, 2])
    const second = await listMailboxHistory('t1', made.id, first.nextCursor ?? '', 3)
    expect(second.items.map(({ action }) => action)).toEqual(['mailbox.update', 'mailbox.create'])
    expect(second.nextCursor).toBeNull()
    await expect(listMailboxHistory('t2', made.id, undefined)).rejects.toMatchObject({ code: 'not-found' })
  })
})

describe('a number', () => {
  it('that is taken names the mailbox that has it, when adding, changing and restoring', async () => {
    await add('7', { owner: 'Ada Lovelace', type: 'agent-group' })
    const taken = {
      code: 'conflict',
      message: 'Number 7 is taken by the mailbox of Ada Lovelace (Agent group).',
      fields: [{ path: 'number', message: 'is taken by the mailbox of Ada Lovelace (Agent group)' }],
    }
    await expect(add('7')).rejects.toMatchObject(taken)
    const other = await add('8')
    await expect(updateMailbox(author, 't1', other.id, 1, { number: '7' })).rejects.toMatchObject(taken)
    await deleteMailbox(author, 't1', other.id, 1)
    await add('8', { owner: 'Grace' })
    await expect(restoreMailbox(author, 't1', other.id, 2)).rejects.toMatchObject({
      message: 'Number 8 is taken by the mailbox of Grace (Agent).',
    })
  })

  it('has its holder and the deleted ones that had it, the last deleted first, of this tenant only', async () => {
    expect(await findNumberHolders('t1', '7')).toEqual({ live: null, deleted: [] })
    await add('7', {}, 't2')
    const first = await add('7', { owner: 'First' })
    await deleteMailbox(author, 't1', first.id, 1)
    const next = await add('7', { owner: 'Second' })
    await deleteMailbox(author, 't1', next.id, 1)
    const live = await add('7', { owner: 'Third' })
    const found = await findNumberHolders('t1', '7')
    expect(found.live?.id).toBe(live.id)
    expect(found.deleted.map(({ owner }) => owner)).toEqual(['Second', 'First'])
    expect((await findNumberHolders('t1', '07')).live).toBeNull()
  })
})

describe('the 30 days of a deleted mailbox', () => {
  const deletedAgo = async (number: string, ms: number) => {
    const made = await add(number)
    return db().mailbox.update({ where: { id: made.id }, data: { deletedAt: new Date(Date.now() - ms) } })
  }
  const days30Ms = 30 * 86_400_000

  it('end by the clock, whether the sweep came or not', async () => {
    const late = await deletedAgo('1', days30Ms)
    await expect(restoreMailbox(author, 't1', late.id, 1)).rejects.toMatchObject({
      code: 'conflict',
      message: 'Mailbox 1 was deleted 30 days ago or longer, so it can no longer be restored.',
    })
    expect((await db().mailbox.findUniqueOrThrow({ where: { id: late.id } })).deletedAt).not.toBeNull()
    const inTime = await deletedAgo('2', days30Ms - 60_000)
    expect(await restoreMailbox(author, 't1', inTime.id, 1)).toMatchObject({ deletedAt: null })
  })

  it('end for the offer to restore instead of adding, too', async () => {
    await deletedAgo('1', days30Ms)
    const inTime = await deletedAgo('1', days30Ms - 60_000)
    expect((await findNumberHolders('t1', '1')).deleted.map(({ id }) => id)).toEqual([inTime.id])
  })
})

describe('the palette’s search', () => {
  it('finds by number and owner in one tenant, with the way there', async () => {
    const made = await add('0042', { owner: 'Ada Lovelace' })
    await add('0042', { owner: 'Ada of the other' }, 't2')
    await add('1', { owner: 'Grace' })
    const expected = { id: made.id, name: '0042 · Ada Lovelace', hint: 'Agent · t1', href: `/mailboxes/t1/${made.id}` }
    expect(await searchMailboxes('t1', '004', 8)).toEqual({ items: [expected] })
    expect(await searchMailboxes('t1', 'love', 8)).toEqual({ items: [expected] })
    expect((await searchMailboxes('t1', 'a', 1)).items).toHaveLength(1)
    expect(await searchMailboxes(null, 'ada', 8)).toEqual({ items: [] })
    expect(await searchMailboxes('gone', 'ada', 8)).toEqual({ items: [] })
  })
})

describe('the sweep', () => {
  const now = new Date('2026-06-30T12:00:00.000Z')
  const daysAgo = (days: number) => new Date(now.getTime() - days * 86_400_000)
  const left = async () => (await db().mailbox.findMany({ orderBy: { number: 'asc' } })).map(({ number }) => number)

  async function withAges(ages: Readonly<Record<string, number | null>>) {
    for (const [number, days] of Object.entries(ages)) {
      const made = await add(number)
      if (days !== null) await db().mailbox.update({ where: { id: made.id }, data: { deletedAt: daysAgo(days) } })
    }
  }

  it('removes what was deleted 30 days ago or longer, and nothing else', async () => {
    await withAges({ '1': 29.99, '2': 30, '3': 400, '4': null })
    expect(await sweepMailboxes({ now, undoable: [], steps: [] })).toBe(2)
    expect(await left()).toEqual(['1', '4'])
    expect(await sweepMailboxes({ now, undoable: [], steps: [] })).toBe(0)
  })

  it('leaves an audit row of each with what it was', async () => {
    const sales = await createProfile(author, 't1', createProfileSchema.parse({ name: 'Sales' }))
    const made = await add('1', { profileId: sales.id, locale: 'de-CH', maxMessageCount: 5 })
    await db().mailbox.update({ where: { id: made.id }, data: { deletedAt: daysAgo(31) } })
    await sweepMailboxes({ now, undoable: [], steps: [] })
    const [entry] = await db().auditEntry.findMany({ where: { entityId: made.id }, orderBy: { id: 'desc' } })
    expect(entry).toMatchObject({
      actorKind: 'system',
      actorId: null,
      action: 'mailbox.remove',
      tenantId: 't1',
      after: null,
    })
    expect(entry?.before).toEqual({
      number: '1',
      type: 'agent',
      owner: 'Agent 1',
      maxMessageCount: 5,
      maxDurationSeconds: null,
      activeGreetingType: null,
      outputPhoneNumber: null,
      locale: 'de-CH',
      timeZone: null,
      profile: 'Sales',
      deletedAt: daysAgo(31).toISOString(),
    })
  })

  it('goes in batches, each through every step in order before its rows go', async () => {
    await withAges({ '1': 31, '2': 32, '3': 33, '4': 34, '5': 35 })
    const ran: string[] = []
    const step =
      (name: string): SweepStep =>
      async (tx, ids) => {
        const there = await tx.mailbox.count({ where: { id: { in: [...ids] } } })
        ran.push(`${name} ${ids.length}/${there}`)
      }
    expect(await sweepMailboxes({ now, undoable: [], steps: [step('files'), step('rows')], batchSize: 2 })).toBe(5)
    expect(ran).toEqual(['files 2/2', 'rows 2/2', 'files 2/2', 'rows 2/2', 'files 1/1', 'rows 1/1'])
  })

  it('keeps a batch whose step fails whole, and takes it up the next time', async () => {
    await withAges({ '1': 31, '2': 32, '3': 33 })
    let failures = 1
    const stumbling: SweepStep = async () => {
      if (failures-- > 0) throw new Error('the storage is away')
    }
    await expect(sweepMailboxes({ now, undoable: [], steps: [stumbling], batchSize: 2 })).rejects.toThrow(
      'the storage is away',
    )
    expect(await left()).toHaveLength(3)
    expect(
      await db().auditEntry.count({
        where: {
          action: 'mailbox.remove',
          tenantId: 't1',
          entityId: { in: (await db().mailbox.findMany()).map(({ id }) => id) },
        },
      }),
    ).toBe(0)
    expect(await sweepMailboxes({ now, undoable: [], steps: [stumbling], batchSize: 2 })).toBe(3)
  })

  it('leaves a mailbox alone that somebody restores at this moment', async () => {
    await withAges({ '1': 31 })
    const [mailbox] = await db().mailbox.findMany()
    await db().$transaction(async (tx) => {
      await tx.$queryRaw`SELECT id FROM mailboxes WHERE id = ${mailbox?.id}::uuid FOR UPDATE`
      expect(await sweepMailboxes({ now, undoable: [], steps: [] })).toBe(0)
    })
    expect(await sweepMailboxes({ now, undoable: [], steps: [] })).toBe(1)
  })
})
