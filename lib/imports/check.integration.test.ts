import { describe, expect, it } from 'vitest'
import { db } from '@/lib/db/instance'
import {
  add,
  author,
  checked,
  checksum,
  expectNothingLost,
  header,
  importWorld,
  live,
  many,
  mixture,
  rowsOf,
  upload,
  workOff,
} from '@/lib/testing/import-world'
import { createProfileSchema } from '@/lib/voicemail-profiles/schema'
import { createProfile } from '@/lib/voicemail-profiles/server/create-profile'
import { type ImportChoices, importRowsQuerySchema } from './schema'
import { getImport } from './server/get-import'
import { listImportRows } from './server/list-import-rows'
import { listProfileNames } from './server/list-profile-names'
import { confirmImport } from './server/steer-import'
import { startCheck } from './server/upload-import'
import { importExample } from './template'

importWorld()

const namesFor = (count: number, first = 0) =>
  Object.fromEntries(Array.from({ length: count }, (_, at) => [`column ${first + at}`, null]))

describe('a check', () => {
  it('says what would become of every row, and changes nothing', async () => {
    const content = await mixture()
    const before = await checksum()
    const one = await checked(content)
    expect(one).toMatchObject({
      state: 'checked',
      rows: 12,
      counts: { create: 2, change: 1, unchanged: 1, delete: 1, refused: 7 },
      mailboxes: 4,
    })
    expect(one.sha256).toMatch(/^[0-9a-f]{64}$/)
    expectNothingLost(one)
    expect(await checksum()).toBe(before)

    expect(await rowsOf(one, { outcome: 'change' })).toMatchObject([
      {
        row: 1,
        line: 2,
        number: '1',
        changes: [
          { field: 'locale', before: 'de-CH', after: 'fr-FR' },
          { field: 'profile', before: null, after: 'Sales' },
        ],
      },
    ])
    const refused = await rowsOf(one, { outcome: 'refused' })
    expect(
      refused.map(({ row, refusals }) => [
        row,
        ...refusals.map(({ code, column, value }) => `${code} ${column} ${value}`),
      ]),
    ).toEqual([
      [5, 'already-exists Mailbox Number 4'],
      [6, 'does-not-exist Mailbox Number 5'],
      [7, 'does-not-exist Mailbox Number 6'],
      [8, 'owner-missing Owner '],
      [9, 'duplicate-in-file Mailbox Number 1'],
      [10, 'profile-unknown Voicemail Profile Nowhere'],
      [11, 'spreadsheet-number Mailbox Number 1.2E+9', 'locale-unknown Locale xx'],
    ])
    expect(refused[0]?.refusals[0]?.sentence).toMatch(/^The row asks for a new mailbox/)
    expect(await rowsOf(one, { outcome: 'create' })).toMatchObject([
      {
        number: '0042',
        changes: [
          { field: 'type', before: null, after: 'Agent group' },
          { field: 'owner', after: 'New One' },
        ],
      },
      {
        number: '10',
        changes: [
          { field: 'type', after: 'Agent' },
          { field: 'owner', after: '=1+1' },
        ],
      },
    ])
  })

  it('pages in the order of the file', async () => {
    const one = await checked(many(120))
    const first = await listImportRows('t1', one.id, importRowsQuerySchema.parse({ limit: 100 }))
    expect([first.items.length, first.nextCursor]).toEqual([100, 100])
    const second = await listImportRows('t1', one.id, importRowsQuerySchema.parse({ limit: 100, cursor: 100 }))
    expect([second.items.length, second.nextCursor, second.items[0]?.row]).toEqual([20, null, 101])
    await expect(listImportRows('t2', one.id, importRowsQuerySchema.parse({}))).rejects.toMatchObject({
      code: 'not-found',
    })
  })

  it('waits for a word on a header that it does not understand', async () => {
    await add('1')
    const one = await checked('Durchwahl,Notes,Locale\n1,hello,de-DE\n')
    expect(one).toMatchObject({ state: 'mapping', rows: 0 })
    // What stands in a column says more than a name that nobody understands.
    expect(one.found?.columns.map(({ samples }) => samples)).toEqual([['1'], ['hello'], ['de-DE']])
    expect(one.found?.columns.map(({ header: name, match }) => `${name} ${match}`)).toEqual([
      'Durchwahl unknown',
      'Notes unknown',
      'Locale exact',
    ])
    await startCheck(author, 't1', one.id, { mapping: { Durchwahl: 'number', Notes: null } })
    await workOff()
    expect(await getImport('t1', one.id)).toMatchObject({ state: 'checked', counts: { change: 1 } })
  })

  it('refuses a file as a whole with the place, and can be asked again', async () => {
    const one = await checked(`${header},1,"Ada,,,,\n`)
    expect(one).toMatchObject({ state: 'unreadable', problem: { code: 'unclosed-quote', row: 1, line: 2 } })
    expect(await checked('')).toMatchObject({ state: 'unreadable', problem: { code: 'empty-file' } })
    expect(await checked('Locale\nde-DE\n')).toMatchObject({
      state: 'unreadable',
      problem: { code: 'no-number-column' },
    })
    expect(await checked(Buffer.from('%PDF-1.7'))).toMatchObject({
      state: 'unreadable',
      problem: { code: 'not-a-csv' },
    })
    await expect(confirmImport(author, 't1', one.id, { mode: 'good', beyondGuard: true })).rejects.toMatchObject({
      code: 'conflict',
    })
  })

  it('lists profiles that are missing, once each, and takes another in their place', async () => {
    const sales = await createProfile(author, 't1', createProfileSchema.parse({ name: 'Sales' }))
    const one = await checked(`${header},1,A,,,,Vertrieb\n,2,B,,,,vertrieb\n,3,C,,,,Other\n,4,D,,,,SALES\n`)
    expect(one.counts).toEqual({ refused: 3, create: 1 })
    expect(await listProfileNames('t1', one.id)).toEqual({
      items: [
        { name: 'Vertrieb', rows: 2 },
        { name: 'Other', rows: 1 },
      ],
      total: 2,
      chosen: [],
    })
    const again = async (choices: ImportChoices) => {
      await startCheck(author, 't1', one.id, choices)
      expect(await listProfileNames('t1', one.id)).toEqual({ items: [], total: 0, chosen: [] })
      await workOff()
      return (await getImport('t1', one.id)).counts
    }
    expect(await again({ profiles: { Vertrieb: sales.id } })).toEqual({ refused: 1, create: 3 })
    const stands = { profileId: sales.id, profileName: 'Sales' }
    expect(await listProfileNames('t1', one.id)).toEqual({
      items: [{ name: 'Other', rows: 1 }],
      total: 1,
      chosen: [{ name: 'Vertrieb', ...stands, from: 'import' }],
    })
    const later = await checked(`${header},1,A,,,,VERTRIEB\n,1,A,,,,Twice\n`)
    expect(await listProfileNames('t1', later.id)).toEqual({
      // What a duplicate names is not what it is refused for.
      items: [],
      total: 0,
      chosen: [{ name: 'VERTRIEB', ...stands, from: 'memory' }],
    })
    expect(await again({ profiles: { Vertrieb: null } })).toEqual({ refused: 3, create: 1 })
    expect(await db().importMapping.count()).toBe(0)
  })

  it('gives new mailboxes an owner where rows name none, if told so', async () => {
    const one = await checked('Mailbox Number\n1\n', { newOwner: 'To be named' })
    await confirmImport(author, 't1', one.id, { mode: 'all', beyondGuard: false })
    await workOff()
    expect(await live('1')).toMatchObject({ owner: 'To be named', type: 'agent' })
  })

  it('shows all that a new mailbox is given, and takes the owner back when told', async () => {
    const one = await checked('Mailbox Number\n1\n', { newOwner: 'To be named' })
    expect((await rowsOf(one))[0]?.changes).toEqual([
      { field: 'type', before: null, after: 'Agent' },
      { field: 'owner', before: null, after: 'To be named' },
    ])
    await startCheck(author, 't1', one.id, { newOwner: null })
    await workOff()
    const again = await getImport('t1', one.id)
    expect([again.counts, again.choices.newOwner ?? null]).toEqual([{ refused: 1 }, null])
    expect((await rowsOf(again))[0]).toMatchObject({ refusals: [{ code: 'owner-missing' }], changes: [] })
  })

  it('begins from nothing, whatever the one before came to', async () => {
    const one = await checked(many(3))
    await db().mailboxImport.update({ where: { id: one.id }, data: { failures: 3, reason: 'It was so.' } })
    const nothing = {
      state: 'checking',
      counts: {},
      rows: 0,
      checkedAt: null,
      found: null,
      problem: null,
      reason: null,
    }
    expect(await startCheck(author, 't1', one.id, {})).toMatchObject(nothing)
    expect(await db().mailboxImport.findUnique({ where: { id: one.id } })).toMatchObject({ failures: 0 })
    await workOff()
    expect((await getImport('t1', one.id)).counts).toEqual({ create: 3 })
    await expect(startCheck(author, 't1', one.id, { mapping: namesFor(101) })).rejects.toMatchObject({
      code: 'invalid-input',
      fields: [{ path: 'mapping' }],
    })
    await startCheck(author, 't1', one.id, { mapping: namesFor(60) })
    await workOff()
    await expect(startCheck(author, 't1', one.id, { mapping: namesFor(60, 60) })).rejects.toThrow(
      'more than 100 entries',
    )
  })

  it('says how a file was read that breaks off further down, and notices it again', async () => {
    const content = 'Mailbox Number;Locale\n1;"de-DE\n'
    const one = await checked(content)
    expect(one).toMatchObject({ state: 'unreadable', found: { delimiter: ';', columns: [{ field: 'number' }, {}] } })
    expect((await checked(content)).sameFileAs).toBe(one.id)
    const open = await checked('Durchwahl,Locale\n1,de-DE\n')
    expect([open.state, (await checked('Durchwahl,Locale\n1,de-DE\n')).sameFileAs]).toEqual(['mapping', open.id])
  })

  it('leaves an audit row when something was said of the file, and of what is remembered', async () => {
    const one = await checked('Durchwahl,Locale\n1,de-DE\n')
    await startCheck(author, 't1', one.id, { mapping: { Durchwahl: 'number' } })
    const entries = await db().auditEntry.findMany({
      where: { action: { in: ['import.check', 'import.remember'] } },
      orderBy: { id: 'desc' },
      take: 2,
    })
    expect(entries).toMatchObject([
      { action: 'import.check', actorName: 'Ada', after: { choices: { mapping: { Durchwahl: 'number' } } } },
      {
        action: 'import.remember',
        entityId: 't1',
        after: { mappings: [{ kind: 'column', key: 'durchwahl', field: 'number' }] },
      },
    ])
    // Having a file checked as it is says nothing of it.
    expect(await db().auditEntry.count({ where: { action: 'import.check', entityId: one.id } })).toBe(1)
  })

  it('refuses a greeting without audio, and notices the same file again', async () => {
    await add('1')
    const content = 'Mailbox Number,Active Greeting Type\n1,Personal\n'
    const one = await checked(content)
    expect((await rowsOf(one))[0]?.refusals[0]?.code).toBe('greeting-without-audio')
    expect((await checked(content)).sameFileAs).toBe(one.id)
  })

  it('keeps tenants apart', async () => {
    await add('1')
    expect((await checked(`${header},1,Other,,,,\n`, {}, 't2')).counts).toEqual({ create: 1 })
  })

  it('waits for a storage that is away, and ends as failed only when that lasts', async () => {
    const home = process.env.VOICEMAIL_HOME
    const one = await upload(many(3))
    await startCheck(author, 't1', one.id, {})
    process.env.VOICEMAIL_HOME = `${home}/elsewhere`
    try {
      await workOff().catch(() => undefined)
      expect(await getImport('t1', one.id)).toMatchObject({ state: 'checking', rows: 0 })
    } finally {
      process.env.VOICEMAIL_HOME = home
    }
    await workOff()
    expect(await getImport('t1', one.id)).toMatchObject({ state: 'checked', counts: { create: 3 } })
  })

  it('takes the example', async () => {
    expect((await checked(importExample())).counts).toEqual({ create: 3, refused: 2 })
  })
})
