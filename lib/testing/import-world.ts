import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, beforeEach } from 'vitest'
import type { Actor } from '@/lib/auth/model'
import { closeDatabase, db } from '@/lib/db/instance'
import { createImportSchema, type ImportChoices, type MailboxImport } from '@/lib/imports/schema'
import { advanceImport } from '@/lib/imports/server/advance-import'
import { getImport } from '@/lib/imports/server/get-import'
import { confirmImport } from '@/lib/imports/server/steer-import'
import { createImport, startCheck, uploadPart } from '@/lib/imports/server/upload-import'
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
    await db().mailboxImport.deleteMany()
    await db().mailbox.deleteMany()
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
  while (await advanceImport()) {
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
