import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { createInterface } from 'node:readline'
import { describe, expect, it } from 'vitest'
import { db } from '@/lib/db/instance'
import { csvLine, mailboxFileCells, mailboxFileHeader } from '@/lib/mailboxes/file-model'
import { createMailboxSchema } from '@/lib/mailboxes/schema'
import { createMailbox } from '@/lib/mailboxes/server/create-mailbox'
import { bytesInParts } from '@/lib/testing/import-file'
import { applied, author, checked, checksum, importWorld, upload, viewer, workOff } from '@/lib/testing/import-world'
import { generateMailboxes } from '@/lib/testing/mailboxes'
import { createProfileSchema } from '@/lib/voicemail-profiles/schema'
import { createProfile } from '@/lib/voicemail-profiles/server/create-profile'
import { createImportSchema, importRowsQuerySchema, type MailboxImport } from './schema'
import { advanceImport } from './server/advance-import'
import { getImport, listImports, listUnknownProfiles } from './server/get-import'
import { listImportRows } from './server/list-import-rows'
import { cancelImport, confirmImport, pauseImport, resumeImport, undoImport } from './server/steer-import'
import { createImport, startCheck, uploadPart } from './server/upload-import'
import { writeFullResult, writeRefusedRows } from './server/write-result-files'
import { importExample } from './template'

importWorld()

const header = 'Action,Mailbox Number,Owner,Type,Locale,Max Duration,Voicemail Profile\r\n'
const add = (number: string, more: object = {}) =>
  createMailbox(author, 't1', createMailboxSchema.parse({ number, type: 'agent', owner: `Agent ${number}`, ...more }))
const rowsOf = async ({ id }: MailboxImport, query: object = {}) =>
  (await listImportRows('t1', id, importRowsQuerySchema.parse(query))).items
const sum = (counts: Partial<Record<string, number>>) =>
  Object.values(counts).reduce<number>((total, count) => total + (count ?? 0), 0)
const textOf = async (parts: AsyncGenerator<string, void>) => {
  let text = ''
  for await (const part of parts) text += part
  return text
}
const live = (number: string) => db().mailbox.findFirst({ where: { tenantId: 't1', number, deletedAt: null } })
/** New mailboxes in many rows: more than one batch. */
const many = (count: number, first = 100_000) =>
  header + Array.from({ length: count }, (_, index) => `,${first + index},Agent ${index},,de-DE,60,\r\n`).join('')

/** All that a finished import says of its rows adds up. */
function expectNothingLost(one: MailboxImport) {
  const { create = 0, change = 0, delete: deleted = 0, unchanged = 0, refused = 0 } = one.counts
  expect(create + change + deleted + unchanged + refused).toBe(one.rows)
  if (one.state === 'done') expect(sum(one.results)).toBe(create + change + deleted)
}

async function mixture() {
  await createProfile(author, 't1', createProfileSchema.parse({ name: 'Sales' }))
  await add('1', { locale: 'de-CH' })
  await add('2', { maxDurationSeconds: 60 })
  await add('3')
  await add('4')
  return [
    header.trim(),
    ',1,,,fr-FR,/d,sales', // changed
    ',2,,,,60,', // unchanged
    'delete,3,,,,,', // deleted
    ',0042,New One,agent group,,,', // created
    'create,4,X,,,,', // already exists
    'modify,5,,,,,', // does not exist
    'delete,6,,,,,', // does not exist
    ',7,,,,,', // no owner
    ',1,,,de-DE,,', // twice in the file
    ',8,Eight,,,,Nowhere', // unknown profile
    ',1.2E+9,Nine,,xx,,', // two faults
    ',10,"=1+1",,,,', // created, a formula as a name
  ].join('\r\n')
}

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

describe('applying', () => {
  it('does what the check said, row by row, with an audit row for each', async () => {
    const content = await mixture()
    const one = await applied(content)
    expect(one).toMatchObject({ state: 'done', results: { applied: 4 } })
    expectNothingLost(one)
    expect(await live('1')).toMatchObject({ locale: 'fr-FR', maxDurationSeconds: null, version: 2 })
    expect(await live('3')).toBeNull()
    expect(await live('0042')).toMatchObject({ type: 'agent-group', owner: 'New One', version: 1 })
    expect(await live('10')).toMatchObject({ owner: '=1+1', type: 'agent' })
    const entries = await db().auditEntry.findMany({ where: { requestId: one.id, entityType: 'mailbox' } })
    expect(entries.map(({ action }) => action).sort()).toEqual([
      'mailbox.create',
      'mailbox.create',
      'mailbox.delete',
      'mailbox.update',
    ])
    expect(entries.every(({ actorName }) => actorName === 'Ada')).toBe(true)
    const single = await add('77')
    const [byHand] = await db().auditEntry.findMany({ where: { entityId: single.id } })
    const byImport = entries.find(({ action }) => action === 'mailbox.create')
    expect(Object.keys(byImport?.after ?? {}).sort()).toEqual(Object.keys(byHand?.after ?? {}).sort())
  })

  it('does nothing to what an export wrote', async () => {
    const profile = await createProfile(author, 't1', createProfileSchema.parse({ name: '=Sales' }))
    const pool = { query: (sql: string, values: unknown[]) => db().$executeRawUnsafe(sql, ...values) }
    await generateMailboxes(pool, { tenantId: 't1', count: 3000, profileIds: [profile.id] })
    const mailboxes = await db().mailbox.findMany({ where: { tenantId: 't1' } })
    const content =
      csvLine(mailboxFileHeader) +
      mailboxes
        .map((one) =>
          csvLine(
            mailboxFileCells({ ...one, ownProfileName: one.profileId ? '=Sales' : null } as Parameters<
              typeof mailboxFileCells
            >[0]),
          ),
        )
        .join('')
    expect(await checked(content)).toMatchObject({ rows: 3000, counts: { unchanged: 3000 } })
  })

  it('refuses all of it when all was asked for and a row is refused, and what is beyond the guard', async () => {
    const one = await checked(await mixture())
    await expect(confirmImport(author, 't1', one.id, { mode: 'all', beyondGuard: true })).rejects.toThrow(
      '7 rows are refused',
    )
    await db().mailboxImport.update({ where: { id: one.id }, data: { mailboxes: 2 } })
    await expect(confirmImport(author, 't1', one.id, { mode: 'good', beyondGuard: false })).rejects.toThrow(
      '100 % of the tenant’s 2 mailboxes',
    )
    await expect(confirmImport(viewer, 't1', one.id, { mode: 'good', beyondGuard: true })).rejects.toMatchObject({
      code: 'forbidden',
    })
  })

  it('looks again: what others changed since the check is left to them and said', async () => {
    const sales = await createProfile(author, 't1', createProfileSchema.parse({ name: 'Sales' }))
    await add('1')
    await add('2')
    await add('3')
    const one = await checked(`${header},1,,,de-DE,,\n,2,,,de-DE,,\n,3,,,,,Sales\n,4,Four,,,,\n,5,Five,,,,\n`)
    await db().mailbox.updateMany({ where: { number: '1' }, data: { owner: 'Somebody', version: 2 } })
    await db().mailbox.updateMany({ where: { number: '2' }, data: { deletedAt: new Date() } })
    await db().voicemailProfile.delete({ where: { id: sales.id } })
    await add('4')
    await confirmImport(author, 't1', one.id, { mode: 'good', beyondGuard: true })
    await workOff()
    const done = await getImport('t1', one.id)
    expect(done.results).toEqual({
      'changed-since-check': 1,
      'deleted-since-check': 1,
      'profile-deleted-since-check': 1,
      'created-since-check': 1,
      applied: 1,
    })
    expectNothingLost(done)
    expect(
      (await rowsOf(done, { only: 'conflict' })).map(({ row, sentence }) => [row, sentence?.slice(0, 17)]),
    ).toEqual([
      [1, 'Somebody changed '],
      [2, 'Somebody deleted '],
      [3, 'Somebody deleted '],
      [4, 'Somebody created '],
    ])
    expect(await live('1')).toMatchObject({ owner: 'Somebody', locale: null })
  })

  it('takes back what it did when all was asked for and a row cannot be applied any more', async () => {
    const before = await checksum()
    const one = await checked(many(2500))
    await add('102400')
    const meanwhile = await checksum()
    await confirmImport(author, 't1', one.id, { mode: 'all', beyondGuard: true })
    await workOff()
    const ended = await getImport('t1', one.id)
    expect(ended).toMatchObject({
      state: 'cancelled',
      results: { applied: 2499, 'created-since-check': 1 },
      reversals: { reverted: 2499 },
    })
    expect(ended.reason).toMatch(/all or none/)
    expect(await checksum()).toBe(meanwhile)
    expect(meanwhile).not.toBe(before)
  })

  it('waits its turn in a tenant, pauses, goes on, and ends as chosen', async () => {
    const first = await checked(many(4500))
    const second = await checked(many(10, 900_000))
    const other = await checked(many(10), {}, 't2')
    for (const [tenant, one] of [
      ['t1', first],
      ['t1', second],
      ['t2', other],
    ] as const) {
      await confirmImport(author, tenant, one.id, { mode: 'good', beyondGuard: true })
    }
    expect(await getImport('t1', second.id)).toMatchObject({ state: 'queued', ahead: 1 })
    await advanceImport()
    await pauseImport(author, 't1', first.id)
    await workOff()
    expect(await getImport('t1', first.id)).toMatchObject({ state: 'paused', results: { applied: 2000 } })
    expect(await getImport('t1', second.id)).toMatchObject({ state: 'queued' })
    expect(await getImport('t2', other.id)).toMatchObject({ state: 'done' })
    await resumeImport(author, 't1', first.id)
    await advanceImport()
    await cancelImport(author, 't1', first.id, true)
    await workOff()
    expect(await getImport('t1', first.id)).toMatchObject({ state: 'cancelled', results: { applied: 4000 } })
    expect(await getImport('t1', second.id)).toMatchObject({ state: 'done', results: { applied: 10 } })
    expect(await db().mailbox.count({ where: { tenantId: 't1', deletedAt: null } })).toBe(4010)
    await undoImport(author, 't1', first.id, false)
    await workOff()
    expect(await getImport('t1', first.id)).toMatchObject({ state: 'undone', reversals: { reverted: 4000 } })
    expect(await db().mailbox.count({ where: { tenantId: 't1', deletedAt: null } })).toBe(10)
  })

  it('is cancelled with what it did taken back', async () => {
    const before = await checksum()
    const one = await checked(many(4500))
    await confirmImport(author, 't1', one.id, { mode: 'good', beyondGuard: true })
    await advanceImport()
    await cancelImport(author, 't1', one.id, false)
    await workOff()
    expect(await getImport('t1', one.id)).toMatchObject({ state: 'cancelled', reversals: { reverted: 2000 } })
    expect(await checksum()).toBe(before)
  })

  it('pauses when the tenant is disabled on the way', async () => {
    const one = await checked(many(4500))
    await confirmImport(author, 't1', one.id, { mode: 'good', beyondGuard: true })
    await advanceImport()
    await db().tenant.update({ where: { id: 't1' }, data: { enabled: false } })
    await workOff()
    const paused = await getImport('t1', one.id)
    expect(paused).toMatchObject({ state: 'paused', results: { applied: 2000 } })
    expect(paused.reason).toMatch(/disabled/)
  })
})

/** A worker process, killed without warning after some turns. */
async function killedWorker(turns: number, thenMs: number): Promise<void> {
  const worker = spawn(
    process.execPath,
    ['--conditions=react-server', '--import', 'tsx', 'lib/testing/import-worker.ts'],
    {
      stdio: ['ignore', 'pipe', 'inherit'],
    },
  )
  let seen = 0
  for await (const _line of createInterface({ input: worker.stdout })) {
    seen += 1
    if (seen === turns) setTimeout(() => worker.kill('SIGKILL'), thenMs)
  }
  if (worker.exitCode === null && worker.signalCode === null) await once(worker, 'exit')
  expect(worker.signalCode).toBe('SIGKILL')
}

describe('a worker that is killed', () => {
  it('loses no row and doubles none, whichever moment it is', async () => {
    await add('1', { locale: 'de-CH' })
    const before = await checksum()
    const one = await checked(`${many(40_000)},1,Renamed,,/d,,\r\n`)
    await confirmImport(author, 't1', one.id, { mode: 'all', beyondGuard: true })
    await killedWorker(1, 40)
    await killedWorker(2, 140)
    const midway = await getImport('t1', one.id)
    expect(midway.done).toBeGreaterThan(0)
    expect(midway.done).toBeLessThan(40_001)
    expect(await db().mailbox.count({ where: { tenantId: 't1', deletedAt: null } })).toBe(
      1 + (midway.results.applied ?? 0),
    )
    await workOff()
    const done = await getImport('t1', one.id)
    expect(done).toMatchObject({ state: 'done', results: { applied: 40_001 } })
    expectNothingLost(done)
    expect(await db().mailbox.count({ where: { tenantId: 't1', deletedAt: null } })).toBe(40_001)
    expect(await db().auditEntry.count({ where: { requestId: one.id, entityType: 'mailbox' } })).toBe(40_001)
    await undoImport(author, 't1', one.id, false)
    await killedWorker(2, 60)
    await workOff()
    expect(await getImport('t1', one.id)).toMatchObject({ state: 'undone', reversals: { reverted: 40_001 } })
    expect(await checksum()).toBe(before)
  }, 180_000)
})

describe('an undo', () => {
  it('gives back exactly the table of before', async () => {
    const content = await mixture()
    const before = await checksum()
    const one = await applied(content)
    expect(await checksum()).not.toBe(before)
    await undoImport(author, 't1', one.id, false)
    await workOff()
    expect(await getImport('t1', one.id)).toMatchObject({ state: 'undone', reversals: { reverted: 4 } })
    expect(await checksum()).toBe(before)
  })

  it('leaves to others what they changed since, lists it, and overwrites it when told', async () => {
    const content = await mixture()
    const before = await checksum()
    const one = await applied(content)
    await db().mailbox.updateMany({
      where: { tenantId: 't1', number: '1', deletedAt: null },
      data: { owner: 'Agent 1', locale: 'ja-JP', version: { increment: 1 } },
    })
    await undoImport(author, 't1', one.id, false)
    await workOff()
    const undone = await getImport('t1', one.id)
    expect(undone.reversals).toEqual({ reverted: 3, 'changed-since-import': 1 })
    expect(await rowsOf(undone, { only: 'kept' })).toMatchObject([
      { row: 1, sentence: 'Somebody changed the mailbox after the import.' },
    ])
    await undoImport(author, 't1', one.id, true)
    await workOff()
    expect((await getImport('t1', one.id)).reversals).toEqual({ reverted: 4 })
    expect(await checksum()).toBe(before)
  })

  it('does not take a number from somebody, nor come too late', async () => {
    await add('3')
    const one = await applied(`${header}delete,3,,,,,\n`)
    await add('3')
    await undoImport(author, 't1', one.id, false)
    await workOff()
    expect((await getImport('t1', one.id)).reversals).toEqual({ 'number-taken': 1 })
    await db().mailboxImport.update({
      where: { id: one.id },
      data: { finishedAt: new Date(Date.now() - 31 * 86_400_000) },
    })
    await expect(undoImport(author, 't1', one.id, false)).rejects.toThrow('30 days')
  })
})

describe('the files of results', () => {
  it('give refused rows as they were with their reasons, and can be sent again', async () => {
    const one = await applied(await mixture())
    const text = await textOf(writeRefusedRows('t1', one.id))
    const lines = text.trim().split('\r\n')
    expect(lines[0]).toBe(`${header.trim()},Refused Row,Refusal Codes,Refusal Reasons`)
    expect(lines).toHaveLength(8)
    expect(lines[7]).toMatch(/^,1\.2E\+9,Nine,,xx,,,11,spreadsheet-number locale-unknown,/)
    const again = await checked(text)
    expect(again).toMatchObject({ state: 'checked', rows: 7 })
    const full = (await textOf(writeFullResult('t1', one.id))).trim().split('\r\n')
    expect(full).toHaveLength(13)
    expect(full[1]).toContain('change,applied')
    expect(full[1]).toContain('Locale: de-CH → fr-FR')
  })
})

describe('an upload nobody finished', () => {
  it('can be cancelled', async () => {
    const one = await upload(many(1))
    expect(await cancelImport(author, 't1', one.id, true)).toMatchObject({ state: 'cancelled' })
  })
})
