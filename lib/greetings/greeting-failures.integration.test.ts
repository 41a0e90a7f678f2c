import { spawn } from 'node:child_process'
import { mkdir, readdir, utimes } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { db } from '@/lib/db/instance'
import { transaction } from '@/lib/db/transaction'
import { makeMp3, makeWav } from '@/lib/testing/audio'
import { freePort } from '@/lib/testing/database'
import { saidWithoutRoom } from '@/lib/testing/full-storage'
import { author, chunksOf, greetingWorld, wav } from '@/lib/testing/greeting-world'
import { listGreetings } from './server/list-greetings'
import { removeGreetingsOfMailboxes } from './server/remove-greetings-of-mailboxes'
import { removeLeavingFiles, sweepStorage, uploadPatienceMs } from './server/sweep-files'
import { uploadGreeting } from './server/upload-greeting'
import { greetingLimits } from './vocabulary'

const { world, paramsOf, upload, filesThere, rows, read } = greetingWorld()

describe('what goes wrong while uploading', () => {
  it.each([
    ['no audio', Buffer.from('PK\x03\x04'.repeat(100)), 'invalid-input'],
    ['cut off at half', wav.subarray(0, 6000), 'invalid-input'],
    ['3:01', makeWav({ tag: 7, seconds: 181 }), 'invalid-input'],
    ['0 bytes', Buffer.alloc(0), 'invalid-input'],
  ])('%s leaves nothing', async (_, bytes, code) => {
    await expect(upload(bytes, 0)).rejects.toMatchObject({ code })
    expect(await rows()).toEqual([0, 0])
    expect(await filesThere()).toEqual([])
  })

  it('2 GB are refused before they are read, and when nobody said so as soon as they are too much', async () => {
    let sentBytes = 0
    async function* endless() {
      const head = Buffer.from(
        makeWav({ seconds: 1, sampleRateHertz: 48_000, channels: 2, bitsPerSample: 32 }).subarray(0, 44),
      )
      head.writeUInt32LE(60_000_036, 4)
      head.writeUInt32LE(60_000_000, 40)
      yield head
      for (;;) {
        sentBytes += 65_536
        yield Buffer.alloc(65_536)
      }
    }
    const declared = { chunks: endless(), declaredBytes: 2 ** 31, fileName: 'x' }
    await expect(uploadGreeting(author, paramsOf(), 0, declared)).rejects.toMatchObject({
      code: 'payload-too-large',
      message: 'The file has 2,048 MB; at most 10 MB is taken.',
    })
    expect(sentBytes).toBe(0)
    const streamed = { chunks: endless(), declaredBytes: null, fileName: 'x' }
    await expect(uploadGreeting(author, paramsOf(), 0, streamed)).rejects.toMatchObject({ code: 'payload-too-large' })
    expect(sentBytes).toBeLessThan(greetingLimits.sizeBytes + 1_000_000)
    expect(await rows()).toEqual([0, 0])
    expect(await filesThere()).toEqual([])
  })

  it('a storage that cannot be reached leaves what was there', async () => {
    const { current } = await upload(wav, 0)
    Object.assign(process.env, {
      STORAGE_INTERFACE: 'AWS_S3',
      STORAGE_BUCKET_NAME: 'x',
      STORAGE_ACCESS_KEY: 'x',
      STORAGE_SECRET_KEY: 'x',
      STORAGE_ENDPOINT: `http://127.0.0.1:${await freePort()}`,
    })
    await expect(upload(makeMp3(), 1)).rejects.toMatchObject({ code: 'unavailable', message: /cannot be reached/ })
    expect((await listGreetings('t1', world.mailboxId)).greetings[0]?.current?.id).toBe(current.id)
    await expect(read(current.id)).rejects.toMatchObject({ code: 'unavailable' })
    // Nobody knows what the storage holds of it, so the announcement waits for the sweep.
    expect(await rows()).toEqual([1, 1])
  })

  it('no storage at all is said, with who can help', async () => {
    process.env.VOICEMAIL_HOME = ''
    await expect(upload(wav, 0)).rejects.toMatchObject({ code: 'unavailable', action: /VOICEMAIL_HOME/ })
  })

  it('a storage that is full keeps no part of it', async () => {
    const folder = join(world.folder, 'full')
    await mkdir(folder)
    const code = `
      import { readdir } from 'node:fs/promises'
      import { createFileSystemStorage } from './lib/storage/file-system.ts'
      import { storageFailure } from './lib/storage/failure.ts'
      const storage = createFileSystemStorage({ folder: ${JSON.stringify(folder)}, timeoutMs: 5000 })
      async function* bytes() { for (let at = 0; at < 100; at += 1) yield new Uint8Array(65536) }
      const said = await storage.put('a/b', bytes()).then(() => 'none', (error) => storageFailure(error) ?? error)
      console.log(said, await readdir(${JSON.stringify(folder)}, { recursive: true }))`
    for (const said of await saidWithoutRoom(folder, code)) expect(said).toBe("full [ '.incoming' ]")
  })
})

describe('a process that is killed', () => {
  /** Uploads in a process of its own, which stops where `hold` says and is then killed. */
  async function killedWhile(hold: 'storing' | 'committing'): Promise<void> {
    const code = `
      import { uploadGreeting } from './lib/greetings/server/upload-greeting.ts'
      import { inChunks, makeWav } from './lib/testing/audio.ts'
      const wav = makeWav({ tag: 7 })
      async function* held() {
        yield* inChunks(wav.subarray(0, 4000))
        if (${hold === 'storing'}) { console.log('here'); await new Promise(() => setInterval(() => {}, 1000)) }
        yield* inChunks(wav.subarray(4000))
      }
      const author = { actor: { kind: 'system', name: 'test' } }
      const params = { id: 't1', mailboxId: ${JSON.stringify(world.mailboxId)}, type: 'personal' }
      await uploadGreeting(author, params, 0, { chunks: held(), declaredBytes: null, fileName: 'x' })`
    const child = spawn(
      process.execPath,
      ['--conditions=react-server', '--import', 'tsx', '--input-type=module', '-e', code],
      {
        env: { ...process.env, LOG_LEVEL: 'silent' },
        stdio: ['ignore', 'pipe', 'inherit'],
      },
    )
    const ended = new Promise((resolve) => child.once('exit', resolve))
    if (hold === 'storing') await new Promise((resolve) => child.stdout.once('data', resolve))
    else await expect.poll(filesThere, { timeout: 20_000 }).toHaveLength(1)
    child.kill('SIGKILL')
    await ended
  }

  it('while it stores leaves a trace, which the sweep follows', async () => {
    await killedWhile('storing')
    expect(await rows()).toEqual([0, 1])
    expect(await removeLeavingFiles(new Date())).toBe(0)
    const halfWritten = () => readdir(join(world.folder, 'patchboard', '.incoming'))
    expect(await halfWritten()).toHaveLength(1)
    const later = new Date(Date.now() + uploadPatienceMs + 1000)
    await sweepStorage(later)
    expect(await rows()).toEqual([0, 0])
    expect(await halfWritten()).toEqual([])
  })

  it('between storage and row leaves a file that the sweep removes, and no row without its file', async () => {
    // The row's lock is held here, so that the other process stands between the two steps.
    let release: () => void = () => undefined
    const released = new Promise<void>((resolve) => {
      release = resolve
    })
    const holding = db().$transaction(
      async (tx) => {
        await tx.$queryRaw`SELECT id FROM mailboxes WHERE id = ${world.mailboxId}::uuid FOR UPDATE`
        await killedWhile('committing')
        await released
      },
      { timeout: 30_000 },
    )
    release()
    await holding
    expect(await rows()).toEqual([0, 1])
    expect((await filesThere()).filter((name) => name.includes(world.mailboxId))).toHaveLength(1)
    await removeLeavingFiles(new Date(Date.now() + uploadPatienceMs + 1000))
    expect(await rows()).toEqual([0, 0])
    expect(await filesThere()).toEqual([])
  })
})

describe('the sweep', () => {
  it('removes files that no row knows, once no upload can be theirs, and no others', async () => {
    const { current } = await upload(wav, 0)
    await db().greeting.updateMany({ data: { currentVersionId: null } })
    await db().greetingVersion.deleteMany()
    // As in a database that was restored from a backup: neither row nor announcement.
    await db().greetingFileChange.deleteMany()
    const [orphan = ''] = await filesThere()
    const kept = await upload(wav, 1)
    expect(await sweepStorage(new Date())).toBe(0)
    expect(await filesThere()).toHaveLength(2)
    const old = new Date(Date.now() - uploadPatienceMs - 60_000)
    for (const name of await filesThere()) await utimes(join(world.folder, 'patchboard', name), old, old)
    expect(await sweepStorage(new Date())).toBe(1)
    const left = await filesThere()
    expect(left).not.toContain(orphan)
    expect(left).toEqual([expect.stringContaining(kept.current.id)])
    expect(orphan).toContain(current.id)
  })

  it('refuses the row of an upload that it gave up', async () => {
    async function* slow() {
      yield* chunksOf(wav.subarray(0, 5000))
      await removeLeavingFiles(new Date(Date.now() + uploadPatienceMs + 1000))
      yield* chunksOf(wav.subarray(5000))
    }
    const given = { chunks: slow(), declaredBytes: null, fileName: 'x' }
    await expect(uploadGreeting(author, paramsOf(), 0, given)).rejects.toMatchObject({
      code: 'conflict',
      message: /took too long/,
    })
    expect(await rows()).toEqual([0, 0])
    expect(await filesThere()).toEqual([])
  })

  it('takes the files of mailboxes that go for good, which cannot go otherwise', async () => {
    await upload(wav, 0)
    await upload(wav, 0, 'extended-absence')
    await expect(db().mailbox.delete({ where: { id: world.mailboxId } })).rejects.toThrow()
    await transaction(async (tx) => {
      await removeGreetingsOfMailboxes(tx, [world.mailboxId])
      await tx.mailbox.delete({ where: { id: world.mailboxId } })
    })
    expect(await rows()).toEqual([0, 2])
    expect(await removeLeavingFiles(new Date())).toBe(2)
    expect(await filesThere()).toEqual([])
  })

  it('keeps the word of a file that cannot be removed now', async () => {
    await upload(wav, 0)
    await transaction((tx) => removeGreetingsOfMailboxes(tx, [world.mailboxId]))
    Object.assign(process.env, {
      STORAGE_INTERFACE: 'AWS_S3',
      STORAGE_ENDPOINT: `http://127.0.0.1:${await freePort()}`,
    })
    expect(await removeLeavingFiles(new Date())).toBe(0)
    process.env.STORAGE_INTERFACE = 'FileSystem'
    expect(await removeLeavingFiles(new Date())).toBe(1)
    expect(await rows()).toEqual([0, 0])
  })
})
