import { randomUUID } from 'node:crypto'
import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { db } from '@/lib/db/instance'
import { storageFolder } from '@/lib/db/storage-folder'
import { storage } from '@/lib/storage/instance'
import { bytesInParts } from '@/lib/testing/import-file'
import {
  applied,
  author,
  checked,
  header,
  importWorld,
  many,
  mixture,
  rowsOf,
  textOf,
  upload,
  workOff,
} from '@/lib/testing/import-world'
import { importRowsQuerySchema, importsQuerySchema, type MailboxImport } from './schema'
import { getImport, listImports } from './server/get-import'
import { forgetImports } from './server/jobs'
import { listImportRows } from './server/list-import-rows'
import { cancelImport } from './server/steer-import'
import { sweepImportFiles } from './server/sweep-import-files'
import { startCheck } from './server/upload-import'
import { newPartName, partFolder, partKey } from './server/uploaded-file'
import { writeFullResult, writeRefusedRows } from './server/write-result-files'

const world = importWorld()

describe('the files of results', () => {
  it('give refused rows as they were with their reasons, and can be sent again', async () => {
    const one = await applied(await mixture())
    const text = await textOf(writeRefusedRows('t1', one.id))
    const lines = text.trim().split('\r\n')
    expect(text.startsWith('\uFEFFRefused Row,')).toBe(true)
    expect(lines[0]).toBe(`Refused Row,Refusal Codes,Refusal Reasons,${header.trim()}`)
    expect(lines).toHaveLength(8)
    expect(lines[7]).toMatch(/^11,spreadsheet-number locale-unknown,.*,,1\.2E\+9,Nine,,xx,,$/)
    const again = await checked(text)
    expect(again).toMatchObject({ state: 'checked', rows: 7 })
    const result = await textOf(writeFullResult('t1', one.id))
    expect(result.startsWith('\uFEFFRow,')).toBe(true)
    const full = result.trim().split('\r\n')
    expect(full).toHaveLength(13)
    expect(full[1]).toContain('change,applied')
    expect(full[1]).toContain('Locale: de-CH → fr-FR')
  })

  it('keep the cells of a row that has too many or too few, so that it is refused again until somebody mends it', async () => {
    const rows = [',1,Ada', ',2,Ben,,de-DE,60,,7', ",3,'=1+1,,xx,,", ',4,=1+1,,xx,,']
    const one = await checked(`${header}${rows.join('\r\n')}\r\n`)
    expect(one.counts).toEqual({ refused: 4 })
    const text = await textOf(writeRefusedRows('t1', one.id))
    const [, short, long] = text.trim().split('\r\n')
    expect([short?.endsWith('.,,1,Ada'), long?.endsWith(',,2,Ben,,de-DE,60,,7')]).toEqual([true, true])
    const again = await checked(text)
    expect(again).toMatchObject({ state: 'checked', counts: { refused: 4 } })
    const codes = async (of: MailboxImport) => (await rowsOf(of)).map(({ refusals }) => refusals[0]?.code)
    expect(await codes(again)).toEqual(['cell-count', 'cell-count', 'locale-unknown', 'locale-unknown'])
    // Refused once more, it has its reasons once.
    expect(await textOf(writeRefusedRows('t1', again.id))).toBe(text)
    const mended = await checked(text.replaceAll('xx', 'de-DE'))
    expect(mended.counts).toEqual({ refused: 2, create: 2 })
    expect((await rowsOf(mended, { outcome: 'create' })).map(({ changes }) => changes[1]?.after)).toEqual([
      '=1+1',
      '=1+1',
    ])
  })

  it('and the rows are refused before a check, and when they are swept away', async () => {
    const reads = (id: string) => [
      () => textOf(writeFullResult('t1', id)),
      () => textOf(writeRefusedRows('t1', id)),
      () => listImportRows('t1', id, importRowsQuerySchema.parse({})),
    ]
    for (const { id } of [
      await upload(many(1)),
      await checked(`${header},1,"Ada,,,,\n`),
      await checked('Durchwahl,Locale\n1,\n'),
    ])
      for (const read of reads(id)) await expect(read()).rejects.toMatchObject({ code: 'conflict' })
    const one = await applied(many(2))
    await db().mailboxImportRow.deleteMany({ where: { importId: one.id } })
    for (const read of reads(one.id))
      await expect(read()).rejects.toMatchObject({ code: 'not-found', message: /30 days/ })
  })
})

describe('an upload nobody finished', () => {
  it('can be cancelled', async () => {
    const one = await upload(many(1))
    expect(await cancelImport(author, 't1', one.id, true)).toMatchObject({ state: 'cancelled' })
  })
})

describe('the daily sweep', () => {
  it('forgets rows that can no longer be undone, and uploads that nobody finished, and nothing else', async () => {
    const old = await applied(many(3))
    const fresh = await applied(many(3, 200_000))
    const abandoned = await upload(many(1))
    const days = (count: number) => new Date(Date.now() - count * 86_400_000)
    await db().mailboxImport.update({ where: { id: old.id }, data: { finishedAt: days(31) } })
    await db().mailboxImport.update({ where: { id: abandoned.id }, data: { createdAt: days(8) } })
    await forgetImports.run({}, new AbortController().signal)
    const left = async ({ id }: MailboxImport) => db().mailboxImportRow.count({ where: { importId: id } })
    expect([await left(old), await left(fresh)]).toEqual([0, 3])
    expect((await listImports('t1', importsQuerySchema.parse({}))).items.map(({ id }) => id)).toEqual([
      fresh.id,
      old.id,
    ])
  })

  it('ends a check that nobody confirmed for 30 days, and forgets its rows 30 days later', async () => {
    const waiting = [
      await checked(many(2)),
      await checked('Durchwahl,Locale\n1,\n'),
      await checked(`${header},1,"Ada,,,,\n`),
    ]
    const fresh = await checked(many(3, 200_000))
    const ids = waiting.map(({ id }) => id)
    await db().mailboxImport.updateMany({
      where: { id: { in: ids } },
      data: { advancedAt: new Date(Date.now() - 31 * 86_400_000) },
    })
    await forgetImports.run({}, new AbortController().signal)
    for (const id of ids) expect(await getImport('t1', id)).toMatchObject({ state: 'cancelled', reason: /30 days/ })
    expect(await getImport('t1', fresh.id)).toMatchObject({ state: 'checked' })
    const withRows = async () => (await db().mailboxImportRow.groupBy({ by: ['importId'] })).map((row) => row.importId)
    expect((await withRows()).sort()).toEqual([ids[0], fresh.id].sort())
    await db().mailboxImport.updateMany({
      where: { id: { in: ids } },
      data: { finishedAt: new Date(Date.now() - 31 * 86_400_000) },
    })
    await forgetImports.run({}, new AbortController().signal)
    expect(await withRows()).toEqual([fresh.id])
  })

  it('takes what a broken upload left half-written', async () => {
    async function* hanging() {
      yield Buffer.from('half')
      await new Promise(() => undefined)
    }
    const halfWritten = () => readdir(join(world.folder, 'patchboard', '.incoming')).catch(() => [])
    void (await storage()).put(partKey('01a1fa73-d073-71cf-bcbc-c38e6167fc29', '1'), hanging())
    await expect.poll(halfWritten).toHaveLength(1)
    await sweepImportFiles(new Date())
    expect(await halfWritten()).toHaveLength(1)
    await sweepImportFiles(new Date(Date.now() + 2 * 86_400_000))
    expect(await halfWritten()).toEqual([])
  })

  it('takes parts that a second sender left, and no part of an import', async () => {
    const one = await upload(many(2))
    const files = await storage()
    const stray = partKey(one.id, newPartName(1, await storageFolder(db())))
    const others = partKey('01a1fa73-d073-71cf-bcbc-c38e6167fc29', newPartName(1, randomUUID()))
    for (const key of [stray, others]) await files.put(key, bytesInParts(Buffer.from('x')))
    await sweepImportFiles(new Date())
    expect(await files.stat(stray)).toMatchObject({ sizeBytes: 1 })
    await sweepImportFiles(new Date(Date.now() + 2 * 86_400_000))
    await expect(files.stat(stray)).rejects.toMatchObject({ code: 'not-found' })
    // Of a console with another database in the same bucket.
    expect(await files.stat(others)).toMatchObject({ sizeBytes: 1 })
    await startCheck(author, 't1', one.id, {})
    await workOff()
    expect(await getImport('t1', one.id)).toMatchObject({ state: 'checked' })
    await db().mailboxImport.update({
      where: { id: one.id },
      data: { state: 'uploading', createdAt: new Date(Date.now() - 8 * 86_400_000) },
    })
    await forgetImports.run({}, new AbortController().signal)
    expect((await files.list(partFolder(one.id))).items).toEqual([])
  })
})
