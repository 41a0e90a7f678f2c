import { createHash, randomBytes } from 'node:crypto'
import { mkdir, mkdtemp, readdir, rm } from 'node:fs/promises'
import { createServer, type Server } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { buffer } from 'node:stream/consumers'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { Secret } from '@/lib/env/secret'
import { inChunks } from '@/lib/testing/audio'
import { freePort } from '@/lib/testing/database'
import { startAzurite, startS3Server } from '@/lib/testing/storage-servers'
import { startUploadLister } from '@/lib/testing/upload-lister'
import { createAwsS3Storage } from './aws-s3'
import { createAzureBlobStorage } from './azure-blob'
import { storageFailure } from './failure'
import { createFileSystemStorage } from './file-system'
import type { Storage } from './storage'

type Opened = {
  storage: Storage
  /** The same storage asked for with a wrong key or without leave; null where there is no such thing. */
  refused: Storage | null
  /** Where nobody answers, and where somebody takes the connection and stays silent. */
  away: ((port: number) => Storage) | null
  stop: () => Promise<void>
}

const kinds: Readonly<Record<string, () => Promise<Opened>>> = {
  FileSystem: async () => {
    const folder = await mkdtemp(join(tmpdir(), 'patchboard-files-'))
    const storage = createFileSystemStorage({ folder, timeoutMs: 5000 })
    // A file where a folder should be: refused, for root as for everybody.
    const refused = createFileSystemStorage({ folder: '/proc/version', timeoutMs: 5000 })
    return { storage, refused, away: null, stop: () => rm(folder, { recursive: true, force: true }) }
  },
  AzureBlob: async () => {
    const { config, stop } = await startAzurite()
    return {
      storage: createAzureBlobStorage(config),
      refused: createAzureBlobStorage({ ...config, accessKey: new Secret(() => 'd3Jvbmc=') }),
      away: (port) =>
        createAzureBlobStorage({ ...config, endpoint: `http://127.0.0.1:${port}/devstoreaccount1`, timeoutMs: 300 }),
      stop,
    }
  },
  AWS_S3: async () => {
    const { config, stop } = await startS3Server()
    const wrong = { accessKey: 'S3RVER', secretKey: new Secret(() => 'wrong') }
    return {
      storage: createAwsS3Storage(config),
      refused: createAwsS3Storage({ ...config, keys: wrong }),
      away: (port) => createAwsS3Storage({ ...config, endpoint: `http://127.0.0.1:${port}`, timeoutMs: 300 }),
      stop,
    }
  },
}

const sha256 = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex')
const failureOf = (call: Promise<unknown>) => call.then(() => 'none' as const, storageFailure)

async function keysBelow(storage: Storage, prefix: string, limit?: number): Promise<string[]> {
  const keys: string[] = []
  let cursor: string | undefined
  do {
    const page = await storage.list(prefix, cursor, limit)
    if (limit) expect(page.items.length).toBeLessThanOrEqual(limit)
    keys.push(...page.items.map(({ key }) => key))
    cursor = page.nextCursor ?? undefined
  } while (cursor)
  return keys
}

describe.each(Object.entries(kinds))('storage %s', (_, open) => {
  let opened: Opened
  let storage: Storage
  beforeAll(async () => {
    opened = await open()
    storage = opened.storage
  })
  afterAll(async () => opened?.stop())

  it('gives back what was put, with its hash, size and time', async () => {
    const bytes = randomBytes(300_000)
    const put = await storage.put('a/one', inChunks(bytes, 7777))
    expect(put).toEqual({ sha256: sha256(bytes), sizeBytes: 300_000 })
    expect((await buffer(await storage.get('a/one'))).equals(bytes)).toBe(true)
    const found = await storage.stat('a/one')
    expect(found).toMatchObject({ key: 'a/one', sizeBytes: 300_000 })
    expect(Math.abs(found.modifiedAt.getTime() - Date.now())).toBeLessThan(60_000)
  })

  it('gives ranges, both ends inside', async () => {
    const bytes = randomBytes(100_000)
    await storage.put('a/range', inChunks(bytes, 50_000))
    for (const [start, end] of [
      [0, 1],
      [5, 70_004],
      [99_999, 99_999],
    ] as const) {
      const part = await buffer(await storage.get('a/range', { start, end }))
      expect(part.equals(bytes.subarray(start, end + 1)), `${start}-${end}`).toBe(true)
    }
  })

  it('takes files of several parts, and replaces an older one', async () => {
    const bytes = randomBytes(11 * 1024 * 1024)
    await storage.put('a/large', inChunks(Buffer.from('old'), 10))
    expect(await storage.put('a/large', inChunks(bytes, 64 * 1024))).toEqual({
      sha256: sha256(bytes),
      sizeBytes: bytes.byteLength,
    })
    expect(sha256(await buffer(await storage.get('a/large')))).toBe(sha256(bytes))
  })

  it('takes an empty file', async () => {
    expect(await storage.put('a/empty', inChunks(Buffer.alloc(0)))).toEqual({
      sha256: sha256(Buffer.alloc(0)),
      sizeBytes: 0,
    })
    expect((await storage.stat('a/empty')).sizeBytes).toBe(0)
  })

  it('keeps the old file, or none, when the source breaks off, and gives the source’s own error', async () => {
    await storage.put('broken/kept', inChunks(Buffer.from('the old one')))
    class SourceBroke extends Error {}
    async function* breaking(sizeBytes: number) {
      yield* inChunks(randomBytes(sizeBytes), 64 * 1024)
      throw new SourceBroke('connection lost')
    }
    await expect(storage.put('broken/kept', breaking(100_000))).rejects.toBeInstanceOf(SourceBroke)
    await expect(storage.put('broken/new', breaking(6 * 1024 * 1024))).rejects.toBeInstanceOf(SourceBroke)
    expect((await buffer(await storage.get('broken/kept'))).toString()).toBe('the old one')
    expect(await keysBelow(storage, 'broken/')).toEqual(['broken/kept'])
  })

  it('removes, and does not mind what is not there', async () => {
    await storage.put('gone/one', inChunks(Buffer.from('x')))
    await storage.remove('gone/one')
    await storage.remove('gone/one')
    expect(await failureOf(storage.stat('gone/one'))).toBe('missing')
    expect(await failureOf(storage.get('gone/one'))).toBe('missing')
  })

  it('lists below a folder, page after page, each file once', async () => {
    const keys = ['b/1', 'b/a/1', 'b/a/2', 'b/c', 'b/z/y/x']
    for (const key of [...keys, 'bb/1']) await storage.put(`list/${key}`, inChunks(Buffer.from(key)))
    const expected = keys.map((key) => `list/${key}`).sort()
    expect((await keysBelow(storage, 'list/b/')).sort()).toEqual(expected)
    expect((await keysBelow(storage, 'list/b/', 2)).sort()).toEqual(expected)
    await storage.put('list/left/1', inChunks(Buffer.from('x')))
    await storage.remove('list/left/1')
    expect(await keysBelow(storage, 'list/left/')).toEqual([])
  })

  it('refuses keys that lead elsewhere', async () => {
    for (const key of ['../x', 'a/../x', '/x', 'a//b', '.hidden', 'a/.b', 'a\0b', 'a\\b', '']) {
      await expect(storage.put(key, inChunks(Buffer.from('x'))), key).rejects.toMatchObject({ code: 'internal' })
      await expect(storage.get(key), key).rejects.toMatchObject({ code: 'internal' })
    }
    await expect(storage.tidy('../', new Date())).rejects.toMatchObject({ code: 'internal' })
    await expect(storage.list('../')).rejects.toMatchObject({ code: 'internal' })
  })

  it('says that it is refused', async () => {
    const { refused } = opened
    if (!refused) return
    expect(await failureOf(refused.put('a/b', inChunks(Buffer.from('x'))))).toBe('refused')
    expect(await failureOf(refused.list(''))).toBe('refused')
  })

  it('leaves what is being uploaded alone when it tidies up', async () => {
    await storage.put('tidy/kept', inChunks(Buffer.from('x')))
    expect(await storage.tidy('tidy/', new Date(Date.now() - 3_600_000))).toBe(0)
    expect(await keysBelow(storage, 'tidy/')).toEqual(['tidy/kept'])
  })

  it('says that nobody answers: a closed port', async () => {
    if (!opened.away) return
    const nowhere = opened.away(await freePort())
    expect(await failureOf(nowhere.put('a/b', inChunks(Buffer.from('x'))))).toBe('unreachable')
    expect(await failureOf(nowhere.get('a/b'))).toBe('unreachable')
    expect(await failureOf(nowhere.list(''))).toBe('unreachable')
  })

  it('says that nobody answers: a server that takes the connection and stays silent', async () => {
    if (!opened.away) return
    const silent: Server = createServer(() => undefined)
    await new Promise<void>((resolve) => silent.listen(0, '127.0.0.1', resolve))
    const address = silent.address()
    const hanging = opened.away(typeof address === 'object' && address ? address.port : 0)
    try {
      expect(await failureOf(hanging.stat('a/b'))).toBe('unreachable')
      expect(await failureOf(hanging.put('a/b', inChunks(Buffer.from('x'))))).toBe('unreachable')
    } finally {
      silent.close()
    }
  })
})

describe('unfinished uploads in a bucket', () => {
  const old = new Date(Date.now() - 7_200_000)

  it('are aborted below the folder that was asked for, all of them, and no others', async () => {
    const mine = Array.from({ length: 7 }, (_, at) => ({ key: `greetings/one/${at}`, initiated: old }))
    const server = await startUploadLister([
      ...mine,
      { key: 'greetings/one/young', initiated: new Date() },
      { key: 'greetings/two/1', initiated: old },
      { key: 'backups/database.tar', initiated: old },
    ])
    try {
      const storage = createAwsS3Storage(server.config)
      expect(await storage.tidy('greetings/one/', new Date(Date.now() - 3_600_000))).toBe(7)
      expect(server.aborted().sort()).toEqual(mine.map(({ key }) => key))
    } finally {
      await server.stop()
    }
  })
})

describe('files in a folder', () => {
  it('are tidied of what a crash left half-written', async () => {
    const { storage, stop } = await (kinds.FileSystem as () => Promise<Opened>)()
    async function* hanging() {
      yield Buffer.from('half')
      await new Promise(() => undefined)
    }
    // As after a kill: the upload never goes on, and nobody cleans up after it.
    void storage.put('a/half', hanging())
    void storage.put('ab/half', hanging())
    const later = new Date(Date.now() + 1000)
    await expect.poll(() => storage.tidy('ab/', later)).toBe(1)
    expect(await storage.tidy('b/', later)).toBe(0)
    await expect.poll(() => storage.tidy('a/', later)).toBe(1)
    expect(await keysBelow(storage, '')).toEqual([])
    await stop()
  })

  it('come in the order of whole keys, as in the other storages, wherever a page ends', async () => {
    const { storage, stop } = await (kinds.FileSystem as () => Promise<Opened>)()
    const keys = ['a/1', 'a-b/x', 'a.b', 'A/z', 'b/a/c', 'b/a-/c', 'b/a.']
    for (const key of keys) await storage.put(key, inChunks(Buffer.from(key)))
    for (const limit of [1, 2, 3, 100]) expect(await keysBelow(storage, '', limit)).toEqual([...keys].sort())
    await stop()
  })

  it('take their folders with them, up to one that holds more', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'patchboard-files-'))
    const storage = createFileSystemStorage({ folder, timeoutMs: 5000 })
    const there = async () => (await readdir(folder, { recursive: true })).sort()
    for (const key of ['a/b/c/1', 'a/b/d/1', 'a/b/d/2']) await storage.put(key, inChunks(Buffer.from('x')))
    await storage.remove('a/b/c/1')
    await storage.remove('a/b/d/2')
    expect(await there()).toEqual(['.incoming', 'a', 'a/b', 'a/b/d', 'a/b/d/1'])
    // As a crash between the two leaves it.
    await mkdir(join(folder, 'a/b/e/f'), { recursive: true })
    await storage.tidy('a/', new Date())
    expect(await there()).toEqual(['.incoming', 'a', 'a/b', 'a/b/d', 'a/b/d/1'])
    await storage.remove('a/b/d/1')
    expect(await there()).toEqual(['.incoming'])
    await rm(folder, { recursive: true })
  })

  it('are put into a folder that is being removed', async () => {
    const { storage, stop } = await (kinds.FileSystem as () => Promise<Opened>)()
    const put = (lane: number, at: number) => storage.put(`a/b/c/${lane}-${at}`, inChunks(Buffer.from('x')))
    // Each lane leaves the folder empty again and again while the others put into it.
    const lane = async (number: number) => {
      for (let at = 0; at < 100; at += 1) {
        await put(number, at)
        await storage.remove(`a/b/c/${number}-${at}`)
      }
      await put(number, 100)
    }
    await Promise.all([lane(1), lane(2), lane(3)])
    expect(await keysBelow(storage, 'a/')).toEqual(['a/b/c/1-100', 'a/b/c/2-100', 'a/b/c/3-100'])
    await stop()
  })

  it('lie where their keys say, and nothing else does', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'patchboard-files-'))
    const storage = createFileSystemStorage({ folder, timeoutMs: 5000 })
    await storage.put('a/b/c', inChunks(Buffer.from('x')))
    expect((await readdir(folder, { recursive: true })).sort()).toEqual(['.incoming', 'a', 'a/b', 'a/b/c'])
    await rm(folder, { recursive: true })
  })
})
