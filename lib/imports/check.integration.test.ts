import { describe, expect, it } from 'vitest'
import { bytesInParts } from '@/lib/testing/import-file'
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
  viewer,
  workOff,
} from '@/lib/testing/import-world'
import { createProfileSchema } from '@/lib/voicemail-profiles/schema'
import { createProfile } from '@/lib/voicemail-profiles/server/create-profile'
import { createImportSchema, importRowsQuerySchema } from './schema'
import { getImport, listImports, listUnknownProfiles } from './server/get-import'
import { listImportRows } from './server/list-import-rows'
import { confirmImport } from './server/steer-import'
import { createImport, startCheck, uploadPart } from './server/upload-import'
import { importExample } from './template'

importWorld()

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
          { field: 'type', before: null, after: 'agent-group' },
          { field: 'owner', after: 'New One' },
        ],
      },
      { number: '10', changes: [{ field: 'owner', after: '=1+1' }] },
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
    expect(await checked(Buffer.from('PK\x03\x04...'))).toMatchObject({
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
    expect((await listUnknownProfiles('t1', one.id)).items).toEqual([
      { name: 'Vertrieb', rows: 2 },
      { name: 'Other', rows: 1 },
    ])
    await startCheck(author, 't1', one.id, { profiles: { Vertrieb: sales.id } })
    await workOff()
    expect((await getImport('t1', one.id)).counts).toEqual({ refused: 1, create: 3 })
  })

  it('gives new mailboxes an owner where rows name none, if told so', async () => {
    const one = await checked('Mailbox Number\n1\n', { newOwner: 'To be named' })
    await confirmImport(author, 't1', one.id, { mode: 'all', beyondGuard: false })
    await workOff()
    expect(await live('1')).toMatchObject({ owner: 'To be named', type: 'agent' })
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

describe('an upload', () => {
  it('goes on where it broke off, and counts no part twice', async () => {
    const bytes = Buffer.from(many(10))
    const asked = createImportSchema.parse({ fileName: 'x.csv', sizeBytes: bytes.length })
    const { id } = await createImport(author, 't1', asked)
    const put = (part: number, from: number, to: number) =>
      uploadPart(author, { tenantId: 't1', importId: id, part }, bytesInParts(bytes.subarray(from, to)))
    await put(1, 0, 100)
    await expect(put(3, 200, 300)).rejects.toMatchObject({ code: 'conflict' })
    await expect(startCheck(author, 't1', id, {})).rejects.toThrow(`100 of ${bytes.length} bytes`)
    async function* broken() {
      yield bytes.subarray(100, 150)
      throw new Error('the line is cut')
    }
    await expect(uploadPart(author, { tenantId: 't1', importId: id, part: 2 }, broken())).rejects.toThrow(
      'the line is cut',
    )
    expect(await put(2, 100, 200)).toMatchObject({ parts: 2, receivedBytes: 200 })
    expect(await put(2, 100, 200)).toMatchObject({ parts: 2, receivedBytes: 200 })
    await expect(
      uploadPart(author, { tenantId: 't1', importId: id, part: 3 }, bytesInParts(bytes)),
    ).rejects.toMatchObject({ code: 'payload-too-large' })
    await put(3, 200, bytes.length)
    await startCheck(author, 't1', id, {})
    await workOff()
    expect(await getImport('t1', id)).toMatchObject({ state: 'checked', counts: { create: 10 } })
  })

  it('needs leave and a tenant', async () => {
    const asked = createImportSchema.parse({ fileName: 'x.csv', sizeBytes: 1 })
    await expect(createImport(viewer, 't1', asked)).rejects.toMatchObject({ code: 'forbidden' })
    await expect(createImport(author, 'nobody', asked)).rejects.toMatchObject({ code: 'not-found' })
    expect((await listImports('t1')).items).toEqual([])
  })
})
