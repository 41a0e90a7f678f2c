import { createHash } from 'node:crypto'
import { readdir, rm, utimes, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { beforeEach, describe, expect, it, vi } from 'vitest'
import { db } from '@/lib/db/instance'
import { author, header, importWorld, live, many, viewer, workOff } from '@/lib/testing/import-world'
import { importSchema } from './schema'
import { getImport } from './server/get-import'
import { importFile } from './server/import-file'
import { forgetImports } from './server/jobs'
import { listParts } from './server/list-parts'
import { confirmImport } from './server/steer-import'
import { importLimits } from './vocabulary'

const session = vi.hoisted(() => ({ actor: null as unknown }))
vi.mock('@/lib/auth/session', () => ({ currentActor: async () => session.actor }))
const { POST } = await import('@/app/api/tenants/[id]/imports/route')

const world = importWorld()
beforeEach(async () => {
  session.actor = author.actor
  for (const name of await readdir(world.folder)) await rm(join(world.folder, name), { recursive: true })
})

const files = async () =>
  (await readdir(world.folder, { recursive: true }))
    .filter((name) => /imports\/.*\/\d+-[0-9a-f]{16}$/.test(name))
    .sort()

async function* megabytes(count: number): AsyncGenerator<Uint8Array, void> {
  const one = Buffer.alloc(1 << 20, 'x')
  for (let at = 0; at < count; at += 1) yield one
}

/** A body as it comes over the wire, with or without its length. */
function post(body: string | AsyncGenerator<Uint8Array, void>, headers: Record<string, string>, query = '') {
  const init = { method: 'POST', body, headers, duplex: 'half' } as unknown as RequestInit
  const request = new Request(`http://console.example/api/tenants/t1/imports${query}`, init)
  return POST(request, { params: Promise.resolve({ id: 't1' }) })
}
const csv = { 'content-type': 'text/csv' }

describe('POST of a file', () => {
  it('stores it, has it checked, and answers with the import and its address', async () => {
    const content = 'Mailbox Number,Locale\n1,de-DE\n2,xx\n'
    const response = await post(content, csv, '?fileName=boxes.csv&newOwner=Nobody%20yet')
    expect(response.status).toBe(201)
    const one = importSchema.parse(await response.json())
    expect(one).toMatchObject({ state: 'checking', fileName: 'boxes.csv', sizeBytes: content.length, parts: 1 })
    expect(response.headers.get('location')).toBe(`/api/tenants/t1/imports/${one.id}`)
    expect(await db().auditEntry.findFirst({ where: { action: 'import.upload', entityId: one.id } })).toMatchObject({
      actorName: 'Ada',
      after: { fileName: 'boxes.csv', sizeBytes: content.length },
    })
    await workOff()
    expect(await getImport('t1', one.id)).toMatchObject({ state: 'checked', counts: { create: 1, refused: 1 } })
    await confirmImport(author, 't1', one.id, { mode: 'good', beyondGuard: false })
    await workOff()
    expect(await live('1')).toMatchObject({ owner: 'Nobody yet', locale: 'de-DE' })
  })

  it('takes the name from Content-Disposition, else a plain one', async () => {
    const named = await post(many(1), { ...csv, 'content-disposition': 'attachment; filename="from there.csv"' })
    expect(await named.json()).toMatchObject({ fileName: 'from there.csv' })
    expect(await (await post(many(1), csv)).json()).toMatchObject({ fileName: 'import.csv' })
    const wrong = await post(many(1), csv, `?fileName=${encodeURIComponent('a\nb')}`)
    expect([wrong.status, (await wrong.json()).fields[0].path]).toEqual([400, 'fileName'])
  })

  it('still announces a file in parts when the body is JSON', async () => {
    const response = await post('{"fileName":"x.csv","sizeBytes":5}', { 'content-type': 'application/json' })
    expect([response.status, (await response.json()).state]).toEqual([201, 'uploading'])
  })

  it('refuses a form with what to send instead, and whoever may not', async () => {
    const form = await post('--x\r\n', { 'content-type': 'multipart/form-data; boundary=x' })
    expect(form.status).toBe(415)
    expect(await form.json()).toMatchObject({ code: 'unsupported-media-type', action: /Content-Type: text\/csv/ })
    session.actor = viewer.actor
    expect((await post(many(1), csv)).status).toBe(403)
    session.actor = null
    expect((await post(many(1), csv)).status).toBe(401)
    expect(await files()).toEqual([])
  })

  it('takes no more than an import may have, said or not, and leaves nothing of it', async () => {
    const tooMuch = importLimits.fileBytes / (1 << 20) + 1
    const said = await post(megabytes(1), { ...csv, 'content-length': String(2 * 1024 ** 3) })
    expect([said.status, (await said.json()).detail]).toEqual([413, 'The file has more than 512 MB.'])
    const before = process.memoryUsage().arrayBuffers
    const unsaid = await post(megabytes(tooMuch), csv)
    expect(unsaid.status).toBe(413)
    expect(process.memoryUsage().arrayBuffers - before).toBeLessThan(64 * 1024 * 1024)
    expect([await files(), await db().mailboxImport.count()]).toEqual([[], 0])
  }, 120_000)

  it('is no import when the line breaks or the storage is away', async () => {
    async function* broken() {
      yield Buffer.from(header)
      throw new Error('the line is cut')
    }
    const sent = { fileName: 'x.csv', declaredBytes: null }
    await expect(importFile(author, 't1', { ...sent, chunks: broken() })).rejects.toThrow('the line is cut')
    const short = await post(many(1), { ...csv, 'content-length': '100000' })
    expect([short.status, (await short.json()).detail]).toEqual([400, expect.stringMatching(/broke off after/)])
    const home = process.env.VOICEMAIL_HOME
    await writeFile(join(world.folder, 'no-folder'), '')
    process.env.VOICEMAIL_HOME = join(world.folder, 'no-folder')
    const away = await post(many(1), csv)
    process.env.VOICEMAIL_HOME = home
    expect([away.status, (await away.json()).upstream.source]).toEqual([502, 'storage'])
    await expect(importFile(author, 'nobody', { ...sent, chunks: megabytes(1) })).rejects.toMatchObject({
      code: 'not-found',
    })
    expect([await files(), await db().mailboxImport.count()]).toEqual([[], 0])
  })

  it('is no import when other bytes arrive than the request says, and its one part is known when they are the same', async () => {
    const field = `sha-256=:${createHash('sha256').update(many(2)).digest('base64')}:`
    const refused = await post(many(3), { ...csv, 'content-digest': field })
    expect(refused.status).toBe(400)
    expect(await refused.json()).toMatchObject({
      code: 'invalid-input',
      detail: expect.stringContaining(`Content-Digest says ${field}`),
    })
    expect((await post(many(2), { ...csv, 'content-digest': 'sha-256=x' })).status).toBe(400)
    expect([await files(), await db().mailboxImport.count()]).toEqual([[], 0])
    const taken = await (await post(many(2), { ...csv, 'repr-digest': field })).json()
    expect((await listParts('t1', taken.id, { after: 0 })).items).toEqual([
      {
        ...{ part: 1, from: 0, sizeBytes: many(2).length },
        sha256: createHash('sha256').update(many(2)).digest('hex'),
      },
    ])
  })

  it('leaves a file to the sweep when its tenant goes', async () => {
    const kept = await (await post(many(1), csv)).json()
    await importFile(author, 't2', { fileName: 'x', declaredBytes: null, chunks: megabytes(1) })
    await db().tenant.delete({ where: { id: 't2' } })
    await forgetImports.run({}, new AbortController().signal)
    expect(await files()).toHaveLength(2)
    const old = new Date(Date.now() - 2 * 86_400_000)
    for (const file of await files()) await utimes(join(world.folder, file), old, old)
    await forgetImports.run({}, new AbortController().signal)
    expect(await files()).toEqual([expect.stringContaining(kept.id)])
  })
})
