import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, beforeEach, expect } from 'vitest'
import type { Actor } from '@/lib/auth/model'
import { closeDatabase, db } from '@/lib/db/instance'
import { createImportSchema, type ImportChoices, importRowsQuerySchema, type MailboxImport } from '@/lib/imports/schema'
import { advanceCheck } from '@/lib/imports/server/advance-check'
import { advanceImport } from '@/lib/imports/server/advance-import'
import { getImport } from '@/lib/imports/server/get-import'
import { listImportRows } from '@/lib/imports/server/list-import-rows'
import { confirmImport } from '@/lib/imports/server/steer-import'
import { createImport, startCheck } from '@/lib/imports/server/upload-import'
import { uploadPart } from '@/lib/imports/server/upload-part'
import { createMailboxSchema } from '@/lib/mailboxes/schema'
import { createMailbox } from '@/lib/mailboxes/server/create-mailbox'
import { createProfileSchema } from '@/lib/voicemail-profiles/schema'
import { createProfile } from '@/lib/voicemail-profiles/server/create-profile'
import { createTestDatabase, type TestDatabase } from './database'
import { bytesInParts } from './import-file'

const administrator: Actor = {
  kind: 'user',
  id: '01a1fa73-d073-71cf-bcbc-c38e6167fc29',
  name: 'Ada',
  email: 'ada@example.org',
  roles: ['voicemail-administrator'],
}
export const author = { actor: administrator, requestId: 'request-1' }
export const viewer = { actor: { ...administrator, roles: ['viewer' as const] } }

/** A database, a folder of files, and two tenants without mailboxes, anew before each test. */
export function importWorld() {
  let test: TestDatabase | undefined
  const world = { folder: '' }
  beforeAll(async () => {
    test = await createTestDatabase()
    world.folder = await mkdtemp(join(tmpdir(), 'patchboard-imports-'))
    Object.assign(process.env, { STORAGE_INTERFACE: 'FileSystem', VOICEMAIL_HOME: world.folder })
  })
  afterAll(async () => {
    await closeDatabase()
    await test?.stop()
    await rm(world.folder, { recursive: true, force: true })
  })
  beforeEach(async () => {
    await db().mailboxImportRow.deleteMany()
    await db().mailboxImport.deleteMany()
    await db().greeting.updateMany({ data: { currentVersionId: null } })
    await db().greetingVersion.deleteMany()
    await db().greeting.deleteMany()
    await db().mailbox.deleteMany()
    await db().importMapping.deleteMany()
    await db().tenant.deleteMany()
    for (const id of ['t1', 't2']) {
      await db().tenant.create({
        data: { id, name: id, region: 'default', cloud: 'azure', portalUrl: `https://${id}.example/` },
      })
    }
  })
  return world
}

/** Uploads a file in one part. */
export async function upload(
  content: string | Buffer,
  choices: ImportChoices = {},
  tenantId = 't1',
): Promise<MailboxImport> {
  const bytes = Buffer.from(content)
  const asked = createImportSchema.parse({ fileName: 'mailboxes.csv', sizeBytes: bytes.length, ...choices })
  const { id } = await createImport(author, tenantId, asked)
  return uploadPart(author, { tenantId, importId: id, part: 1 }, bytesInParts(bytes))
}

/** Does all that there is to do, as a worker would. */
export async function workOff(): Promise<void> {
  const failed = new Set<string>()
  while ((await advanceImport()) || (await advanceCheck(failed))) {
    // Turn by turn.
  }
}

/** Uploads a file and has it checked. */
export async function checked(
  content: string | Buffer,
  choices: ImportChoices = {},
  tenantId = 't1',
): Promise<MailboxImport> {
  const { id } = await upload(content, choices, tenantId)
  await startCheck(author, tenantId, id, {})
  await workOff()
  return getImport(tenantId, id)
}

/** Uploads, checks and applies a file. */
export async function applied(
  content: string | Buffer,
  mode: 'all' | 'good' = 'good',
  tenantId = 't1',
): Promise<MailboxImport> {
  const { id } = await checked(content, {}, tenantId)
  await confirmImport(author, tenantId, id, { mode, beyondGuard: true })
  await workOff()
  return getImport(tenantId, id)
}

/** The live mailboxes of a tenant with all they say, as one hash. */
export async function checksum(tenantId = 't1'): Promise<string> {
  const [row] = await db().$queryRaw<{ sum: string }[]>`
    SELECT md5(coalesce(string_agg(concat_ws('|', id, number, type, owner, coalesce(max_message_count::text, '-'), coalesce(max_duration_seconds::text, '-'),
      coalesce(active_greeting_type, '-'), coalesce(output_phone_number, '-'), coalesce(profile_id::text, '-'), coalesce(locale, '-'),
      coalesce(time_zone, '-')), E'\n' ORDER BY id), '')) AS sum FROM mailboxes WHERE tenant_id = ${tenantId} AND deleted_at IS NULL`
  return row?.sum ?? ''
}

export const header = 'Action,Mailbox Number,Owner,Type,Locale,Max Duration,Voicemail Profile\r\n'
export const add = (number: string, more: object = {}) =>
  createMailbox(author, 't1', createMailboxSchema.parse({ number, type: 'agent', owner: `Agent ${number}`, ...more }))
export const rowsOf = async ({ id }: MailboxImport, query: object = {}) =>
  (await listImportRows('t1', id, importRowsQuerySchema.parse(query))).items
export const sum = (counts: Partial<Record<string, number>>) =>
  Object.values(counts).reduce<number>((total, count) => total + (count ?? 0), 0)
export const textOf = async (parts: AsyncGenerator<string, void>) => {
  let text = ''
  for await (const part of parts) text += part
  return text
}
export const live = (number: string) => db().mailbox.findFirst({ where: { tenantId: 't1', number, deletedAt: null } })
/** New mailboxes in many rows: more than one batch. */
export const many = (count: number, first = 100_000) =>
  header + Array.from({ length: count }, (_, index) => `,${first + index},Agent ${index},,de-DE,60,\r\n`).join('')

/** All that a finished import says of its rows adds up. */
export function expectNothingLost(one: MailboxImport) {
  const { create = 0, change = 0, delete: deleted = 0, unchanged = 0, refused = 0 } = one.counts
  expect(create + change + deleted + unchanged + refused).toBe(one.rows)
  if (one.state === 'done') expect(sum(one.results)).toBe(create + change + deleted)
}

/** A file with rows of every kind, and the mailboxes that it speaks of. */
export async function mixture(): Promise<string> {
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
