import { describe, expect, it } from 'vitest'
import { db } from '@/lib/db/instance'
import {
  applied,
  author,
  checked,
  header,
  importWorld,
  many,
  mixture,
  textOf,
  upload,
} from '@/lib/testing/import-world'
import type { MailboxImport } from './schema'
import { listImports } from './server/get-import'
import { forgetImports } from './server/jobs'
import { cancelImport } from './server/steer-import'
import { writeFullResult, writeRefusedRows } from './server/write-result-files'

importWorld()

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
    expect((await listImports('t1')).items.map(({ id }) => id)).toEqual([fresh.id, old.id])
  })
})
