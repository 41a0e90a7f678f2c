import pg from 'pg'
import { afterAll, beforeAll, beforeEach } from 'vitest'
import type { Actor } from '@/lib/auth/model'
import { closeDatabase, db } from '@/lib/db/instance'
import { jobs } from '@/lib/jobs/instance'
import { type BulkChange, type BulkSelection, previewBulkEditSchema } from '@/lib/mailboxes/bulk-schema'
import { createMailboxSchema, mailboxQuerySchema } from '@/lib/mailboxes/schema'
import { advanceBulkEdit } from '@/lib/mailboxes/server/advance-bulk-edit'
import { createMailbox } from '@/lib/mailboxes/server/create-mailbox'
import { getBulkEdit } from '@/lib/mailboxes/server/get-bulk-edit'
import { previewBulkEdit } from '@/lib/mailboxes/server/preview-bulk-edit'
import { startBulkEdit } from '@/lib/mailboxes/server/start-bulk-edit'
import { createProfileSchema } from '@/lib/voicemail-profiles/schema'
import { createProfile } from '@/lib/voicemail-profiles/server/create-profile'
import { createTestDatabase, type TestDatabase } from './database'
import { generateMailboxes } from './mailboxes'

export const actor: Actor = {
  kind: 'user',
  id: '01a1fa73-d073-71cf-bcbc-c38e6167fc29',
  name: 'Ada',
  email: 'ada@example.org',
  roles: ['voicemail-administrator'],
}
export const author = { actor, requestId: 'request-1' }
export const viewer: Actor = { ...actor, roles: ['viewer'] }

let test: TestDatabase | undefined
export const databaseUrl = () => test?.databaseUrl ?? ''

/** A database with one tenant without mailboxes, anew before each test, and a queue that nobody works off but `finish`. */
export function bulkWorld(): void {
  beforeAll(async () => {
    test = await createTestDatabase()
    Object.assign(process.env, {
      DATABASE_URL: test.databaseUrl,
      NEXTAUTH_SECRET: 'a-secret-that-only-tests-know-0123456789',
      LOG_LEVEL: 'silent',
    })
  })
  afterAll(async () => {
    await jobs().stop(1000)
    await closeDatabase()
    await test?.stop()
  })
  beforeEach(async () => {
    await db().bulkEdit.deleteMany()
    await db().mailbox.deleteMany()
    await db().tenant.deleteMany()
    const data = { id: 't1', name: 't1', region: 'default', cloud: 'azure', portalUrl: 'https://t1.example/' }
    await db().tenant.create({ data })
  })
}

export const add = (number: string, more: object = {}) =>
  createMailbox(author, 't1', createMailboxSchema.parse({ number, type: 'agent', owner: `Agent ${number}`, ...more }))
export const addProfile = (name: string, more: object = {}) =>
  createProfile(author, 't1', createProfileSchema.parse({ name, ...more }))
export const all = (filter: object = {}, except: string[] = []): BulkSelection => ({
  kind: 'matching',
  filter: mailboxQuerySchema.parse(filter),
  except,
})
export const edit = (values: object): BulkChange => previewBulkEditSchema.shape.change.parse({ kind: 'edit', values })

export async function start(selection: BulkSelection, change: BulkChange) {
  const { previewedAt, total } = await previewBulkEdit(actor, 't1', { selection, change })
  return startBulkEdit(author, 't1', { selection, change, previewedAt, previewedTotal: total })
}
export async function finish(id: string) {
  while (await advanceBulkEdit());
  return getBulkEdit('t1', id)
}
export const run = async (selection: BulkSelection, change: BulkChange) => finish((await start(selection, change)).id)
export const auditOf = (id: string) => db().auditEntry.findMany({ where: { entityId: id }, orderBy: { id: 'asc' } })
export const find = async (number: string) => db().mailbox.findFirstOrThrow({ where: { number, deletedAt: null } })

/** Many mailboxes. Not through the product's pool, whose statements may take 8 s. */
export async function generate(count: number): Promise<void> {
  const client = new pg.Client({ connectionString: databaseUrl() })
  await client.connect()
  await generateMailboxes(client, { tenantId: 't1', count })
  await client.end()
}
