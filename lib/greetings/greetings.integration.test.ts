import { createHash } from 'node:crypto'
import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, it, vi } from 'vitest'
import { Prisma } from '@/lib/db/generated/client'
import { db } from '@/lib/db/instance'
import { deleteMailbox, restoreMailbox } from '@/lib/mailboxes/server/delete-mailbox'
import { listMailboxHistory } from '@/lib/mailboxes/server/list-mailbox-history'
import { hasGreetingAudio } from '@/lib/mailboxes/server/require-greeting'
import { updateMailbox } from '@/lib/mailboxes/server/update-mailbox'
import { storage } from '@/lib/storage/instance'
import { makeMp3 } from '@/lib/testing/audio'
import { author, chunksOf, greetingWorld, viewer, wav } from '@/lib/testing/greeting-world'
import { listGreetings } from './server/list-greetings'
import { removeGreeting } from './server/remove-greeting'
import { restoreGreeting } from './server/restore-greeting'
import { removeLeavingFiles } from './server/sweep-files'
import { uploadGreeting } from './server/upload-greeting'
import { greetingLimits } from './vocabulary'

const { world, paramsOf, upload, filesThere, rows, read } = greetingWorld()

describe('a greeting', () => {
  it('is uploaded, described, replaced, removed and restored; every deed is in the mailbox’s history', async () => {
    const first = await upload(wav, 0)
    expect(first).toMatchObject({
      version: 1,
      current: {
        number: 1,
        format: 'wav',
        codec: 'mu-law',
        durationMs: 1500,
        sizeBytes: wav.byteLength,
        fileName: 'hello.wav',
      },
    })
    expect(first.current).toMatchObject({
      sha256: createHash('sha256').update(wav).digest('hex'),
      uploadedByName: 'Ada',
      removedAt: null,
    })
    const second = await upload(makeMp3(), 1, 'personal', 'again.mp3')
    expect(second).toMatchObject({ version: 2, current: { number: 2, format: 'mp3' }, earlier: [{ number: 1 }] })
    await removeGreeting(author, paramsOf(), 2, { whenActive: 'refuse' })
    const removed = (await listGreetings('t1', world.mailboxId)).greetings[0]
    expect(removed).toMatchObject({
      version: 3,
      current: null,
      earlier: [{ number: 2 }, { number: 1, removedAt: null }],
    })
    expect(removed?.earlier[0]?.removedAt).not.toBeNull()
    const restored = await restoreGreeting(author, paramsOf(), 3, first.current.id)
    expect(restored.greetings[0]).toMatchObject({ version: 4, current: { number: 1 }, earlier: [{ number: 2 }] })
    const history = await listMailboxHistory('t1', world.mailboxId, undefined)
    expect(history.items.map(({ action }) => action)).toEqual([
      'greeting.restore',
      'greeting.remove',
      'greeting.upload',
      'greeting.upload',
      'mailbox.create',
    ])
    expect(history.items[2]).toMatchObject({
      before: {
        personalGreeting: expect.stringMatching(
          /^hello\.wav \(version 1, wav mu-law, 0:01\.5, 12044 bytes, SHA-256 [0-9a-f]{64}\)$/,
        ),
      },
      after: { personalGreeting: expect.stringContaining('again.mp3 (version 2, mp3 mp3') },
    })
    expect(await rows()).toEqual([2, 0])
    expect(await filesThere()).toHaveLength(2)
  })

  it('keeps both types apart, and ten versions of each', async () => {
    for (let version = 0; version < greetingLimits.versions + 2; version += 1) await upload(wav, version)
    await upload(wav, 0, 'extended-absence')
    const { greetings } = await listGreetings('t1', world.mailboxId)
    expect(greetings[0]?.earlier.map(({ number }) => number)).toEqual([11, 10, 9, 8, 7, 6, 5, 4, 3])
    expect(greetings[1]).toMatchObject({ version: 1, earlier: [] })
    expect(await rows()).toEqual([11, 2])
    await removeLeavingFiles(new Date())
    expect(await rows()).toEqual([11, 0])
    expect(await filesThere()).toHaveLength(11)
  })

  it('keeps what was heard until now, however old, as long as it is the one before', async () => {
    for (let version = 0; version < greetingLimits.versions; version += 1) await upload(wav, version)
    const { greetings } = await listGreetings('t1', world.mailboxId)
    const first = greetings[0]?.earlier.at(-1)
    expect(first?.number).toBe(1)
    await restoreGreeting(author, paramsOf(), greetingLimits.versions, first?.id ?? '')
    await upload(makeMp3(), greetingLimits.versions + 1)
    const [personal] = (await listGreetings('t1', world.mailboxId)).greetings
    expect(personal?.earlier.map(({ number }) => number)).toEqual([10, 9, 8, 7, 6, 5, 4, 3, 2, 1])
    expect(await restoreGreeting(author, paramsOf(), greetingLimits.versions + 2, first?.id ?? '')).toMatchObject({})
    await upload(wav, greetingLimits.versions + 3)
    await upload(wav, greetingLimits.versions + 4)
    const [later] = (await listGreetings('t1', world.mailboxId)).greetings
    expect(later?.earlier.map(({ number }) => number)).toEqual([12, 11, 10, 9, 8, 7, 6, 5, 4])
  })

  it('has one winner when two administrators change it', async () => {
    await upload(wav, 0)
    await expect(upload(wav, 0)).rejects.toMatchObject({ code: 'conflict' })
    const both = await Promise.allSettled([upload(wav, 1), upload(makeMp3(), 1)])
    expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected'])
    expect(both.find((one) => one.status === 'rejected')).toMatchObject({ reason: { code: 'conflict' } })
    expect(await rows()).toEqual([2, 0])
    expect(await filesThere()).toHaveLength(2)
  })

  it('is for those who may, of mailboxes that are there', async () => {
    const given = { chunks: chunksOf(wav), declaredBytes: null, fileName: 'x' }
    await expect(uploadGreeting(viewer, paramsOf(), 0, given)).rejects.toMatchObject({ code: 'forbidden' })
    await expect(uploadGreeting(author, { ...paramsOf(), id: 't2' }, 0, given)).rejects.toMatchObject({
      code: 'not-found',
    })
    await expect(removeGreeting(author, paramsOf(), 0, { whenActive: 'refuse' })).rejects.toMatchObject({
      code: 'not-found',
    })
    const { current } = await upload(wav, 0)
    await expect(read(current.id, {}, 'extended-absence')).rejects.toMatchObject({ code: 'not-found' })
    await expect(restoreGreeting(author, paramsOf('extended-absence'), 0, current.id)).rejects.toMatchObject({
      code: 'not-found',
    })
    await deleteMailbox(author, 't1', world.mailboxId, 1)
    await expect(upload(wav, 1)).rejects.toMatchObject({ code: 'conflict', message: 'Mailbox 100 is deleted.' })
    expect((await read(current.id)).status).toBe(200)
    await restoreMailbox(author, 't1', world.mailboxId, 2)
    expect((await listGreetings('t1', world.mailboxId)).greetings[0]?.current?.id).toBe(current.id)
  })
})

describe('the active greeting', () => {
  it('must have audio, for one mailbox and for many', async () => {
    const activate = (version: number) =>
      updateMailbox(author, 't1', world.mailboxId, version, { activeGreetingType: 'personal' })
    await expect(activate(1)).rejects.toMatchObject({
      code: 'invalid-input',
      action: /Upload one on the Greetings tab/,
    })
    const able = async () =>
      (
        await db().$queryRaw<{ able: boolean }[]>`
        SELECT ${hasGreetingAudio(Prisma.sql`mailboxes.id`, Prisma.sql`${'personal'}`)} AS able FROM mailboxes`
      )[0]?.able
    expect(await able()).toBe(false)
    await upload(wav, 0)
    expect(await able()).toBe(true)
    expect((await activate(1)).effective.activeGreetingType.value).toBe('personal')
  })

  it('without audio is refused by the database, too, whoever sets it', async () => {
    const set = () => db().mailbox.update({ where: { id: world.mailboxId }, data: { activeGreetingType: 'personal' } })
    await expect(set()).rejects.toThrow(/has no audio for its greeting personal/)
    await upload(wav, 0)
    expect((await set()).activeGreetingType).toBe('personal')
  })

  it('is not taken away unless it is said what callers shall hear', async () => {
    await upload(wav, 0)
    await updateMailbox(author, 't1', world.mailboxId, 1, { activeGreetingType: 'personal' })
    await expect(removeGreeting(author, paramsOf(), 1, { whenActive: 'refuse' })).rejects.toMatchObject({
      code: 'conflict',
      message: 'Callers of mailbox 100 hear the Personal greeting now.',
    })
    const left = await removeGreeting(author, paramsOf(), 1, { whenActive: 'standard' })
    expect(left.mailbox).toMatchObject({ activeGreetingType: 'standard', version: 3 })
    const { items } = await listMailboxHistory('t1', world.mailboxId, undefined)
    expect(items.slice(0, 2).map(({ action }) => action)).toEqual(['greeting.remove', 'mailbox.update'])
  })
})

describe('its audio', () => {
  it('comes back as it was uploaded, whole and in ranges, never as a page', async () => {
    const { current } = await upload(wav, 0, 'personal', '<b>é "x".exe')
    const whole = await read(current.id)
    expect(whole.bytes?.equals(wav)).toBe(true)
    expect(whole).toMatchObject({
      status: 200,
      headers: {
        'content-type': 'audio/wav',
        'x-content-type-options': 'nosniff',
      },
    })
    expect(whole.headers['content-security-policy']).toContain('sandbox')
    expect(whole.headers['content-disposition']).toMatch(
      /^attachment; filename="[\w .-]+\.wav"; filename\*=UTF-8''[\w.%-]+\.wav$/,
    )
    const part = await read(current.id, { range: 'bytes=10-19' })
    expect(part).toMatchObject({ status: 206, headers: { 'content-range': `bytes 10-19/${wav.byteLength}` } })
    expect(part.bytes?.equals(wav.subarray(10, 20))).toBe(true)
    expect(await read(current.id, { range: 'bytes=999999-' })).toMatchObject({ status: 416, bytes: null })
    expect(await read(current.id, { ifNoneMatch: whole.headers.etag ?? '' })).toMatchObject({
      status: 304,
      stream: null,
    })
    expect((await read(current.id, { range: 'bytes=0-9', ifRange: '"other"' })).status).toBe(200)
  })

  it('is not opened for whoever asks for its headers only', async () => {
    const { current } = await upload(wav, 0)
    const whole = await read(current.id)
    const get = vi.spyOn(await storage(), 'get')
    const head = await read(current.id, { headersOnly: true, range: 'bytes=0-9' })
    expect(head).toMatchObject({ status: 200, stream: null, headers: whole.headers })
    expect(get).not.toHaveBeenCalled()
    await read(current.id)
    expect(get).toHaveBeenCalledOnce()
    get.mockRestore()
    await rm(join(world.folder, 'patchboard'), { recursive: true })
    await expect(read(current.id, { headersOnly: true })).rejects.toMatchObject({ code: 'not-found' })
  })

  it('is played as PCM where browsers may not know the codec, in any range', async () => {
    const { current } = await upload(wav, 0)
    const whole = (await read(current.id, { purpose: 'playing' })).bytes ?? Buffer.alloc(0)
    expect(whole.byteLength).toBe(44 + 12_000 * 2)
    expect([whole.toString('latin1', 0, 4), whole.readUInt16LE(20), whole.readUInt16LE(34)]).toEqual(['RIFF', 1, 16])
    for (const [start, end] of [
      [0, 43],
      [0, 44],
      [3, 51],
      [44, 44],
      [45, 45],
      [45, 777],
      [1000, 24_043],
    ] as const) {
      const part = await read(current.id, { purpose: 'playing', range: `bytes=${start}-${end}` })
      expect(part.bytes?.equals(whole.subarray(start, end + 1)), `${start}-${end}`).toBe(true)
    }
  })

  it('that the storage lost is named as lost', async () => {
    const { current } = await upload(wav, 0)
    await removeGreeting(author, paramsOf(), 1, { whenActive: 'refuse' })
    await rm(join(world.folder, 'patchboard'), { recursive: true })
    await expect(read(current.id)).rejects.toMatchObject({ code: 'not-found', message: /no longer has this file/ })
    await expect(restoreGreeting(author, paramsOf(), 2, current.id)).rejects.toMatchObject({ code: 'not-found' })
  })
})
