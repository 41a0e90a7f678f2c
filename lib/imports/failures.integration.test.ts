import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { db } from '@/lib/db/instance'
import { saidWithoutRoom } from '@/lib/testing/full-storage'
import { bytesInParts } from '@/lib/testing/import-file'
import {
  add,
  applied,
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
  textOf,
  upload,
  workOff,
} from '@/lib/testing/import-world'
import { createImportSchema } from './schema'
import { advanceImport } from './server/advance-import'
import { checkImport } from './server/check-import'
import { getImport } from './server/get-import'
import { importFile } from './server/import-file'
import { forgetImports } from './server/jobs'
import { cancelImport, confirmImport, resumeImport } from './server/steer-import'
import { undoImport } from './server/undo-import'
import { createImport, startCheck } from './server/upload-import'
import { uploadPart } from './server/upload-part'
import { partFolder } from './server/uploaded-file'
import { writeFullResult, writeRefusedRows } from './server/write-result-files'

const world = importWorld()

const removeFile = (id: string) =>
  rm(join(process.env.VOICEMAIL_HOME ?? '', 'patchboard', partFolder(id)), { recursive: true })
const confirmed = async (content: string) => {
  const one = await checked(content)
  return confirmImport(author, 't1', one.id, { mode: 'good', beyondGuard: true })
}

describe('a file as nobody should send it', () => {
  const columns = Array.from({ length: 500 }, (_, index) => `column ${index}`).join(',')
  async function* endless() {
    yield Buffer.from('Mailbox Number,Owner\n1,Ada\n2,')
    const part = Buffer.alloc(1 << 20, 'x')
    for (let at = 0; at < 100; at += 1) yield part
  }

  it.each([
    ['a ZIP or workbook that is cut off', Buffer.from('PK\x03\x04rest'), { code: 'damaged-workbook' }],
    ['a PDF with another name', Buffer.from('%PDF-1.7\n1,2'), { code: 'not-a-csv' }],
    ['500 columns', Buffer.from(`${columns}\n1\n`), { code: 'too-many-columns', line: 1 }],
    ['a header only', Buffer.from(header), { code: 'no-rows' }],
    ['no header', Buffer.from('1001,Ada\n1002,Ben\n'), { code: 'no-header', line: 1 }],
    ['another delimiter', Buffer.from('Mailbox Number|Owner\n1|Ada\n'), { code: 'wrong-delimiter', line: 1 }],
  ])('%s is refused as a whole, with no row of it kept', async (_what, bytes, problem) => {
    const one = await checked(bytes)
    expect(one).toMatchObject({ state: 'unreadable', rows: 0, counts: {}, problem })
    expect(await db().mailboxImportRow.count()).toBe(0)
  })

  it('one line of 100 MB is refused where it begins, also after good rows', async () => {
    const sent = { fileName: 'x.csv', declaredBytes: null, chunks: endless() }
    const { id } = await importFile(author, 't1', sent)
    await workOff()
    expect(await getImport('t1', id)).toMatchObject({
      state: 'unreadable',
      problem: { code: 'line-too-long', row: 2, line: 3 },
      rows: 0,
    })
  }, 60_000)

  it('2 GB are refused as soon as they are announced', async () => {
    const announced = createImportSchema.safeParse({ fileName: 'x.csv', sizeBytes: 2 * 1024 ** 3 })
    expect(announced.error?.issues[0]).toMatchObject({
      path: ['sizeBytes'],
      message: 'is larger than an import may be',
    })
    const sent = { fileName: 'x.csv', declaredBytes: 2 * 1024 ** 3, chunks: endless() }
    await expect(importFile(author, 't1', sent)).rejects.toMatchObject({ code: 'payload-too-large' })
  })

  it('rows with what spreadsheets and mischief put in them are refused or taken as text, each one counted', async () => {
    const rows = [
      [',1\u0000,Ada,,,,', 'control-character'],
      [',2,"Ada\nBen",,,,', 'control-character'],
      [',3,"=HYPERLINK(""http://x"")",,,,', null],
      [',4,<script>alert(1)</script>,,,,', null],
      [',=5,Ada,,,,', 'formula'],
      [',6\u202E7,Ada,,,,', 'direction-override'],
      [',8,Ada\u202Enab,,,,', 'direction-override'],
      [',１２３,Ada,,,,', 'foreign-digits'],
      [',٠٤١,Ada,,,,', 'foreign-digits'],
      [',1.23E+09,Ada,,,,', 'spreadsheet-number'],
      [',9,Ada', 'cell-count'],
    ] as const
    const one = await checked(header + rows.map(([row]) => `${row}\r\n`).join(''))
    expect(one).toMatchObject({ state: 'checked', rows: rows.length, counts: { create: 2, refused: 9 } })
    expectNothingLost(one)
    const found = (await rowsOf(one)).map(({ refusals }) => refusals[0]?.code ?? null)
    expect(found).toEqual(rows.map(([, code]) => code))
    await confirmImport(author, 't1', one.id, { mode: 'good', beyondGuard: true })
    await workOff()
    expect(await live('3')).toMatchObject({ owner: '=HYPERLINK("http://x")' })
    expect(await live('4')).toMatchObject({ owner: '<script>alert(1)</script>' })
  })

  it('bytes that are no UTF-8 in row 99,999 cost this row and no other', async () => {
    const [before, after] = [many(99_998), many(1, 900_000).slice(header.length)]
    const broken = Buffer.concat([Buffer.from(',899999,J'), Buffer.from([0xf6]), Buffer.from('rg,,,,\r\n')])
    const one = await checked(Buffer.concat([Buffer.from(before), broken, Buffer.from(after)]))
    expect(one).toMatchObject({ state: 'checked', rows: 100_000, counts: { create: 99_999, refused: 1 } })
    expectNothingLost(one)
    expect(await rowsOf(one, { outcome: 'refused' })).toMatchObject([
      { row: 99_999, line: 100_000, refusals: [{ code: 'undecodable-text' }] },
    ])
  }, 60_000)
})

describe('a storage that fails', () => {
  it('has lost the file before the check: tried again for a while, the import ends as failed and says why', async () => {
    const one = await upload(many(3))
    await removeFile(one.id)
    await startCheck(author, 't1', one.id, {})
    for (let turn = 0; turn < 5; turn += 1) {
      const reason = turn === 0 ? null : /does not have the file at the moment/
      expect(await getImport('t1', one.id)).toMatchObject({ state: 'checking', reason })
      await workOff()
    }
    expect(await getImport('t1', one.id)).toMatchObject({ state: 'failed', rows: 0, reason: /no longer has the file/ })
    await expect(resumeImport(author, 't1', one.id)).rejects.toMatchObject({ code: 'conflict' })
  })

  it('has lost the file after the import: what became of each row is still told, and can be undone', async () => {
    const content = await mixture()
    const before = await checksum()
    const one = await applied(content)
    await removeFile(one.id)
    await expect(textOf(writeRefusedRows('t1', one.id))).rejects.toMatchObject({
      code: 'not-found',
      message: /no longer has the file of this import/,
    })
    expect((await textOf(writeFullResult('t1', one.id))).trim().split('\r\n')).toHaveLength(13)
    await undoImport(author, 't1', one.id, { overwrite: false })
    await workOff()
    expect(await checksum()).toBe(before)
  })

  it('is away when the refused rows are asked for: said, and there again with it', async () => {
    const one = await applied(await mixture())
    const home = process.env.VOICEMAIL_HOME
    process.env.VOICEMAIL_HOME = join(world.folder, 'elsewhere')
    await expect(textOf(writeRefusedRows('t1', one.id))).rejects.toThrow()
    process.env.VOICEMAIL_HOME = home
    expect((await textOf(writeRefusedRows('t1', one.id))).trim().split('\r\n')).toHaveLength(8)
  })

  it('is full: nothing of the part is kept, and the upload goes on when there is room', async () => {
    const bytes = Buffer.from(many(20_000))
    const asked = createImportSchema.parse({ fileName: 'x.csv', sizeBytes: bytes.length })
    const { id } = await createImport(author, 't1', asked)
    const code = `
      import { uploadPart } from './lib/imports/server/upload-part.ts'
      async function* bytes() { yield new Uint8Array(${bytes.length}) }
      const author = { actor: { kind: 'system', name: 'test' } }
      uploadPart(author, { tenantId: 't1', importId: '${id}', part: 1 }, bytes())
        .then(() => 'stored', (error) => error.message).then((said) => { console.log(said); process.exit(0) })`
    for (const said of await saidWithoutRoom(world.folder, code)) expect(said).toMatch(/storage is full/)
    expect(await getImport('t1', id)).toMatchObject({ state: 'uploading', parts: 0, receivedBytes: 0 })
    await uploadPart(author, { tenantId: 't1', importId: id, part: 1 }, bytesInParts(bytes))
    await startCheck(author, 't1', id, {})
    await workOff()
    expect((await getImport('t1', id)).counts).toEqual({ create: 20_000 })
  }, 60_000)
})

describe('a tenant', () => {
  it('that is disabled is still checked, pauses before the next batch, and goes on when it is enabled', async () => {
    await db().tenant.update({ where: { id: 't1' }, data: { enabled: false } })
    const { id } = await confirmed(many(2500))
    await workOff()
    expect(await getImport('t1', id)).toMatchObject({ state: 'paused', done: 0, reason: /tenant is disabled/ })
    await db().tenant.update({ where: { id: 't1' }, data: { enabled: true } })
    await resumeImport(author, 't1', id)
    await workOff()
    const done = await getImport('t1', id)
    expect(done).toMatchObject({ state: 'done', results: { applied: 2500 }, reason: null })
    expectNothingLost(done)
  })

  it('that is disabled still gets back what it had', async () => {
    await add('1')
    const before = await checksum()
    const { id } = await applied(`${header},1,Renamed,,,,\r\n,2,New,,,,\r\n`)
    await db().tenant.update({ where: { id: 't1' }, data: { enabled: false } })
    await undoImport(author, 't1', id, { overwrite: false })
    await workOff()
    expect(await getImport('t1', id)).toMatchObject({ state: 'undone', reversals: { reverted: 2 } })
    expect(await checksum()).toBe(before)
  })

  it('that is disabled on the way can have what was done taken back', async () => {
    const before = await checksum()
    const { id } = await confirmed(many(2500))
    await advanceImport()
    await db().tenant.update({ where: { id: 't1' }, data: { enabled: false } })
    await workOff()
    await cancelImport(author, 't1', id, false)
    await workOff()
    expect(await getImport('t1', id)).toMatchObject({ state: 'cancelled', reversals: { reverted: 2000 } })
    expect(await checksum()).toBe(before)
  })

  it('whose voicemail is off is filled all the same, as by hand: mailboxes come before callers do', async () => {
    await db().dialPlan.update({ where: { tenantId: 't1' }, data: { voicemailEnabled: false } })
    await add('1')
    expect(await applied(many(3))).toMatchObject({ state: 'done', results: { applied: 3 } })
  })

  it('that is deleted takes its imports along, whichever step they are at, and their rows with the next sweep', async () => {
    const waiting = await upload(many(3))
    await startCheck(author, 't1', waiting.id, {})
    const atWork = await db().mailboxImport.findUniqueOrThrow({ where: { id: waiting.id } })
    await workOff()
    await confirmImport(author, 't1', waiting.id, { mode: 'good', beyondGuard: true })
    expect(await db().mailboxImportRow.count()).toBe(3)
    await db().tenant.delete({ where: { id: 't1' } })
    // A worker that began the check before comes to its end now.
    await checkImport(atWork)
    await workOff()
    await expect(getImport('t1', waiting.id)).rejects.toMatchObject({ code: 'not-found' })
    await forgetImports.run({}, new AbortController().signal)
    expect([await db().mailbox.count(), await db().mailboxImportRow.count()]).toEqual([0, 0])
  })
})
