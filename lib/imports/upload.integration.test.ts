import { createHash, randomBytes } from 'node:crypto'
import { readdir, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { beforeEach, describe, expect, it, vi } from 'vitest'
import { db } from '@/lib/db/instance'
import { bytesInParts } from '@/lib/testing/import-file'
import { author, importWorld, many, rowsOf, viewer, workOff } from '@/lib/testing/import-world'
import { createImportSchema, importPartListSchema, importsQuerySchema, type MailboxImport } from './schema'
import { getImport, listImports } from './server/get-import'
import { listParts } from './server/list-parts'
import { cancelImport } from './server/steer-import'
import { createImport, startCheck } from './server/upload-import'
import { uploadPart } from './server/upload-part'
import { importLimits } from './vocabulary'

const session = vi.hoisted(() => ({ actor: null as unknown }))
vi.mock('@/lib/auth/session', () => ({ currentActor: async () => session.actor }))
const { GET } = await import('@/app/api/tenants/[id]/imports/[importId]/parts/route')
const { PUT } = await import('@/app/api/tenants/[id]/imports/[importId]/parts/[part]/route')

const world = importWorld()
beforeEach(async () => {
  session.actor = author.actor
  for (const name of await readdir(world.folder)) await rm(join(world.folder, name), { recursive: true })
})

const sha256 = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex')
const digestField = (bytes: Uint8Array) => `sha-256=:${createHash('sha256').update(bytes).digest('base64')}:`
const filesOf = async (id: string) =>
  (await readdir(world.folder, { recursive: true })).filter((name) => name.includes(`${id}/`))
const begin = (sizeBytes: number) =>
  createImport(author, 't1', createImportSchema.parse({ fileName: 'x.csv', sizeBytes }))
const part = (importId: string, number: number, bytes: Uint8Array) =>
  uploadPart(author, { tenantId: 't1', importId, part: number }, bytesInParts(bytes))

describe('room for another import', () => {
  it.each([
    ['uploading', importLimits.unfinished, /not finished yet/],
    ['checked', importLimits.unconfirmed, /checked and nobody applied them/],
  ] as const)('is none beside so many that are %s', async (state, limit, message) => {
    const one = { tenantId: 't1', actorName: 'Ada', fileName: 'x.csv', sizeBytes: 1, state }
    await db().mailboxImport.createMany({ data: Array.from({ length: limit - 1 }, () => one) })
    const { id } = await begin(10)
    await db().mailboxImport.update({ where: { id }, data: { state } })
    await expect(begin(10)).rejects.toMatchObject({ code: 'rate-limited', message })
    await cancelImport(author, 't1', id, true)
    expect(await begin(10)).toMatchObject({ state: 'uploading' })
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
    for (const [from, to] of [
      [100, 199],
      [100, 201],
      [101, 201],
      [0, 0],
    ] as const) {
      const other = { code: 'conflict', message: expect.stringContaining('Part 2 is there already, with other bytes') }
      await expect(put(2, from, to)).rejects.toMatchObject(other)
    }
    await expect(
      uploadPart(author, { tenantId: 't1', importId: id, part: 3 }, bytesInParts(bytes)),
    ).rejects.toMatchObject({ code: 'payload-too-large' })
    await put(3, 200, bytes.length)
    await startCheck(author, 't1', id, {})
    await workOff()
    expect(await getImport('t1', id)).toMatchObject({ state: 'checked', counts: { create: 10 } })
  })

  it('of one part by two senders keeps the one that came first, byte for byte', async () => {
    const [mine, other] = [Buffer.from(many(10)), Buffer.from(many(10, 200_000))]
    const asked = createImportSchema.parse({ fileName: 'x.csv', sizeBytes: mine.length })
    const { id } = await createImport(author, 't1', asked)
    const place = { tenantId: 't1', importId: id, part: 1 }
    async function* late() {
      yield other.subarray(0, 100)
      await uploadPart(author, place, bytesInParts(mine))
      yield other.subarray(100)
    }
    await expect(uploadPart(author, place, late())).rejects.toMatchObject({
      code: 'conflict',
      message: expect.stringContaining('arrived first is kept'),
      action: expect.stringContaining('begin an upload of its own'),
    })
    await startCheck(author, 't1', id, {})
    await workOff()
    const one = await getImport('t1', id)
    expect([one.state, (await rowsOf(one))[0]?.number]).toEqual(['checked', '100000'])
  })

  it('takes no name that says other than it seems', () => {
    for (const fileName of ['a\u202Evsc.exe', 'b\u2066.csv', 'c\nd.csv'])
      expect(createImportSchema.safeParse({ fileName, sizeBytes: 1 }).error?.issues[0]?.path).toEqual(['fileName'])
    expect(createImportSchema.safeParse({ fileName: 'ملف.csv', sizeBytes: 1 }).success).toBe(true)
  })

  it('needs leave and a tenant', async () => {
    const asked = createImportSchema.parse({ fileName: 'x.csv', sizeBytes: 1 })
    await expect(createImport(viewer, 't1', asked)).rejects.toMatchObject({ code: 'forbidden' })
    await expect(createImport(author, 'nobody', asked)).rejects.toMatchObject({ code: 'not-found' })
    expect((await listImports('t1', importsQuerySchema.parse({}))).items).toEqual([])
  })
})

describe('what a sender says of a part', () => {
  const url = (id: string, rest = '') => `http://console.example/api/tenants/t1/imports/${id}/parts${rest}`
  const put = (id: string, bytes: Uint8Array, headers: Record<string, string>) =>
    PUT(new Request(url(id, '/1'), { method: 'PUT', body: Buffer.from(bytes), headers }), {
      params: Promise.resolve({ id: 't1', importId: id, part: '1' }),
    })

  it('is held against what arrives: a part that was changed on its way is refused, and nothing of it kept', async () => {
    const bytes = randomBytes(1000)
    const { id } = await begin(1000)
    const changed = Buffer.from(bytes)
    changed[500] = (changed[500] ?? 0) ^ 1
    const refused = await put(id, changed, { 'content-digest': digestField(bytes) })
    expect([refused.status, refused.headers.get('content-type')]).toEqual([400, 'application/problem+json'])
    expect(await refused.json()).toMatchObject({
      code: 'invalid-input',
      detail: expect.stringMatching(/^Other bytes arrived than were sent: Content-Digest says sha-256=:/),
      action: expect.stringContaining('Send it again'),
    })
    expect(await getImport('t1', id)).toMatchObject({ parts: 0, receivedBytes: 0 })
    expect(await filesOf(id)).toEqual([])
    const taken = await put(id, bytes, { 'content-digest': digestField(bytes) })
    expect([taken.status, (await taken.json()).parts]).toEqual([200, 1])
  })

  it('is told back for each part that has arrived, to whoever may read', async () => {
    const bytes = randomBytes(1000)
    const { id } = await begin(1000)
    for (const [at, from] of [0, 300, 700].entries()) await part(id, at + 1, bytes.subarray(from, [300, 700, 1000][at]))
    const get = (query = '') =>
      GET(new Request(url(id, query)), { params: Promise.resolve({ id: 't1', importId: id }) })
    session.actor = viewer.actor
    const { items } = importPartListSchema.parse(await (await get()).json())
    expect(items).toEqual([
      { part: 1, from: 0, sizeBytes: 300, sha256: sha256(bytes.subarray(0, 300)) },
      { part: 2, from: 300, sizeBytes: 400, sha256: sha256(bytes.subarray(300, 700)) },
      { part: 3, from: 700, sizeBytes: 300, sha256: sha256(bytes.subarray(700)) },
    ])
    expect(importPartListSchema.parse(await (await get('?after=2')).json()).items).toEqual(items.slice(2))
    expect((await get('?after=-1')).status).toBe(400)
    await expect(listParts('t2', id, { after: 0 })).rejects.toMatchObject({ code: 'not-found' })
    session.actor = null
    expect((await get()).status).toBe(401)
  })

  it('is found out anew of parts from before digests were kept, and the upload goes on', async () => {
    const bytes = randomBytes(900)
    const { id } = await begin(900)
    await part(id, 1, bytes.subarray(0, 300))
    await part(id, 2, bytes.subarray(300, 600))
    const { items } = await listParts('t1', id, { after: 0 })
    await db().mailboxImport.update({ where: { id }, data: { partSizes: [], partSha256: [] } })
    expect((await listParts('t1', id, { after: 0 })).items).toEqual(items)
    expect(await part(id, 2, bytes.subarray(300, 600))).toMatchObject({ parts: 2 })
    await expect(part(id, 2, bytes.subarray(0, 300))).rejects.toMatchObject({ code: 'conflict' })
    await part(id, 3, bytes.subarray(600))
    const all = (await listParts('t1', id, { after: 0 })).items
    expect(all).toEqual([...items, { part: 3, from: 600, sizeBytes: 300, sha256: sha256(bytes.subarray(600)) }])
  })
})

describe('two who go on with one upload at once', () => {
  /** Streams that give their last bytes only when all of them have begun: each was let in before any could be taken. */
  function together(count: number) {
    let waiting = count
    let open: () => void = () => undefined
    const all = new Promise<void>((resolve) => {
      open = resolve
    })
    return async function* stream(bytes: Uint8Array): AsyncGenerator<Uint8Array, void> {
      yield bytes.subarray(0, 1)
      waiting -= 1
      if (waiting === 0) open()
      await all
      yield bytes.subarray(1)
    }
  }
  const sizeBytes = 64 * 1024
  const place = (importId: string, number: number) => ({ tenantId: 't1', importId, part: number })

  it('with the same bytes: both are told that they are there, once', async () => {
    const bytes = randomBytes(sizeBytes * 4)
    const { id } = await begin(bytes.length)
    for (let number = 1; number <= 4; number += 1) {
      const stream = together(3)
      const mine = bytes.subarray(sizeBytes * (number - 1), sizeBytes * number)
      const answers = await Promise.all([1, 2, 3].map(() => uploadPart(author, place(id, number), stream(mine))))
      for (const answer of answers) expect(answer).toMatchObject({ parts: number, receivedBytes: sizeBytes * number })
    }
    await startCheck(author, 't1', id, {})
    await workOff()
    expect((await getImport('t1', id)).sha256).toBe(sha256(bytes))
  })

  it('with different bytes: one wins each part whole, and the other is told', async () => {
    const files = [randomBytes(sizeBytes * 8), randomBytes(sizeBytes * 8)]
    const { id } = await begin(sizeBytes * 8)
    const won: Buffer[] = []
    for (let number = 1; number <= 8; number += 1) {
      const stream = together(2)
      const mine = files.map((bytes) => bytes.subarray(sizeBytes * (number - 1), sizeBytes * number))
      const answers = await Promise.allSettled(
        mine.map((bytes) => uploadPart(author, place(id, number), stream(bytes))),
      )
      const refused = answers.filter((answer) => answer.status === 'rejected')
      expect(refused).toMatchObject([{ reason: { code: 'conflict', message: expect.stringContaining('other bytes') } }])
      const winner = mine[answers.findIndex(({ status }) => status === 'fulfilled')] ?? Buffer.alloc(0)
      won.push(winner)
      const { items } = await listParts('t1', id, { after: number - 1 })
      expect(items).toEqual([{ part: number, from: sizeBytes * (number - 1), sizeBytes, sha256: sha256(winner) }])
    }
    // Even two who look at nothing: each part is one of theirs, never a mixture within.
    await startCheck(author, 't1', id, {})
    await workOff()
    expect((await getImport('t1', id)).sha256).toBe(sha256(Buffer.concat(won)))
  })

  it('with parts of different sizes of one file: the file is there byte for byte', async () => {
    const bytes = Buffer.from(many(3000))
    const { id } = await begin(bytes.length)
    /** As scripts do it: from where the console stands, again after each refusal. */
    async function sender(partBytes: number): Promise<void> {
      let one: MailboxImport = await getImport('t1', id)
      while (one.receivedBytes < one.sizeBytes) {
        const mine = bytes.subarray(one.receivedBytes, one.receivedBytes + partBytes)
        await part(id, one.parts + 1, mine).catch(({ code }) => expect(code).toBe('conflict'))
        one = await getImport('t1', id)
      }
    }
    await Promise.all([7000, 11_000, 20_000].map(sender))
    const { items } = await listParts('t1', id, { after: 0 })
    expect(items.reduce((total, item) => total + item.sizeBytes, 0)).toBe(bytes.length)
    await startCheck(author, 't1', id, {})
    await workOff()
    expect(await getImport('t1', id)).toMatchObject({ sha256: sha256(bytes), counts: { create: 3000 } })
  })
})
