import { mkdtemp, readdir, rm, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { buffer } from 'node:stream/consumers'
import { afterAll, beforeAll, beforeEach } from 'vitest'
import type { Actor } from '@/lib/auth/model'
import { closeDatabase, db } from '@/lib/db/instance'
import { type AudioRequest, readGreetingAudio } from '@/lib/greetings/server/read-greeting-audio'
import { removeLeavingFiles, uploadPatienceMs } from '@/lib/greetings/server/sweep-files'
import { uploadGreeting } from '@/lib/greetings/server/upload-greeting'
import type { RecordedGreetingType } from '@/lib/greetings/vocabulary'
import { createMailboxSchema } from '@/lib/mailboxes/schema'
import { createMailbox } from '@/lib/mailboxes/server/create-mailbox'
import { inChunks, makeWav } from './audio'
import { createTestDatabase, type TestDatabase } from './database'

const administrator: Actor = {
  kind: 'user',
  id: '01a1fa73-d073-71cf-bcbc-c38e6167fc29',
  name: 'Ada',
  email: 'ada@example.org',
  roles: ['voicemail-administrator'],
}
export const author = { actor: administrator, requestId: 'request-1' }
export const viewer = { actor: { ...administrator, roles: ['viewer' as const] } }
/** A greeting of a second and a half, in µ-law. */
export const wav = makeWav({ tag: 7, seconds: 1.5 })
export const chunksOf = (bytes: Uint8Array) => inChunks(bytes, 30_000)

/** A database and a folder of files with one mailbox, anew before each test. */
export function greetingWorld() {
  const world = { folder: '', mailboxId: '' }
  let test: TestDatabase | undefined
  beforeAll(async () => {
    test = await createTestDatabase()
    world.folder = await mkdtemp(join(tmpdir(), 'patchboard-greetings-'))
  })
  afterAll(async () => {
    await closeDatabase()
    await test?.stop()
    await rm(world.folder, { recursive: true, force: true })
  })
  beforeEach(async () => {
    Object.assign(process.env, { STORAGE_INTERFACE: 'FileSystem', VOICEMAIL_HOME: world.folder })
    await db().greeting.updateMany({ data: { currentVersionId: null } })
    await db().greetingVersion.deleteMany()
    await db().greeting.deleteMany()
    await removeLeavingFiles(new Date(Date.now() + uploadPatienceMs))
    await db().mailbox.deleteMany()
    await db().tenant.deleteMany()
    const tenant = { id: 't1', name: 't1', region: 'default', cloud: 'azure', portalUrl: 'https://t1.example/' }
    await db().tenant.create({ data: tenant })
    const made = createMailboxSchema.parse({ number: '100', type: 'agent', owner: 'Nobody who logs in' })
    world.mailboxId = (await createMailbox(author, 't1', made)).id
  })

  const paramsOf = (type: RecordedGreetingType = 'personal') => ({ id: 't1', mailboxId: world.mailboxId, type })

  async function upload(
    bytes: Uint8Array,
    version: number,
    type: RecordedGreetingType = 'personal',
    fileName = 'hello.wav',
  ) {
    const given = { chunks: chunksOf(bytes), declaredBytes: bytes.byteLength, fileName }
    const { greetings } = await uploadGreeting(author, paramsOf(type), version, given)
    const greeting = greetings.find((candidate) => candidate.type === type)
    if (!greeting?.current) throw new Error('nothing was uploaded')
    return { ...greeting, current: greeting.current }
  }

  /** Whole files; those half-written lie apart. */
  async function filesThere(): Promise<string[]> {
    const root = join(world.folder, 'patchboard')
    const files: string[] = []
    for (const name of await readdir(root, { recursive: true }).catch(() => [])) {
      const found = await stat(join(root, name)).catch(() => null)
      if (found?.isFile() && !name.startsWith('.incoming')) files.push(name)
    }
    return files
  }

  /** How many versions there are, and how many files are on their way in or out. */
  const rows = () => Promise.all([db().greetingVersion.count(), db().greetingFileChange.count()])

  async function read(versionId: string, more: Partial<AudioRequest> = {}, type: RecordedGreetingType = 'personal') {
    const nothing = { range: null, ifNoneMatch: null, ifRange: null, headersOnly: false }
    const request = { purpose: 'download' as const, ...nothing, ...more }
    const answer = await readGreetingAudio(paramsOf(type), versionId, request)
    return { ...answer, bytes: answer.stream ? await buffer(answer.stream) : null }
  }

  return { world, paramsOf, upload, filesThere, rows, read }
}
