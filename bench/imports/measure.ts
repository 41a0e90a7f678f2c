import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { withBulkConnection } from '@/lib/db/bulk-connection'
import { closeDatabase, db } from '@/lib/db/instance'
import { importRowsQuerySchema } from '@/lib/imports/schema'
import { advanceImport } from '@/lib/imports/server/advance-import'
import { getImport } from '@/lib/imports/server/get-import'
import { listImportRows } from '@/lib/imports/server/list-import-rows'
import { confirmImport } from '@/lib/imports/server/steer-import'
import { createImport, startCheck, uploadPart } from '@/lib/imports/server/upload-import'
import { createTestDatabase } from '@/lib/testing/database'
import type { Measured } from './imports'

/** A process of its own: its memory is that of a worker with nothing but imports. `measure.ts <rows> [by-hand]` prints JSON. */
const rows = Number(process.argv[2])
const author = { actor: { kind: 'system' as const, name: 'bench' } }

async function* file(from: number): AsyncGenerator<string, void> {
  for (let at = from; at < rows; at += 1000) {
    let text = ''
    for (let row = at; row < Math.min(at + 1000, rows); row += 1)
      text += `${1_000_000 + row},Agent Name${row % 5000},de-DE,${30 + (row % 60)}\n`
    yield text
  }
}
async function* csv(): AsyncGenerator<Uint8Array, void> {
  yield Buffer.from('Mailbox Number,Owner,Locale,Max Duration\n')
  for await (const text of file(0)) yield Buffer.from(text)
}
async function* copy(tenantId: string): AsyncGenerator<string, void> {
  for await (const text of file(0))
    yield text
      .replaceAll(',', '\t')
      .replaceAll(/^/gm, `${tenantId}\t`)
      .replace(/[^\n]*\t$/, '')
}

/** Every second mailbox is there already, with other values. */
async function fill(tenantId: string): Promise<void> {
  await db().tenant.create({
    data: { id: tenantId, name: tenantId, region: 'default', cloud: 'azure', portalUrl: 'https://x.example/' },
  })
  await withBulkConnection(({ query }) =>
    query(
      `INSERT INTO mailboxes (id, tenant_id, number, type, owner, updated_at)
       SELECT gen_random_uuid(), $1, (1000000 + n)::text, 'agent', 'Before', now() FROM generate_series(0, $2::int - 1, 2) AS n`,
      [tenantId, rows],
    ),
  )
  await db().$executeRawUnsafe('ANALYZE mailboxes')
}

/** What anybody would write: the file into a table, and one statement. */
async function byHand(tenantId: string): Promise<number> {
  const startedAt = performance.now()
  await withBulkConnection(async ({ query, copyIn }) => {
    await query('BEGIN')
    await query(
      'CREATE TEMPORARY TABLE staging (tenant_id text, number text, owner text, locale text, seconds int) ON COMMIT DROP',
    )
    await copyIn('COPY staging FROM STDIN', copy(tenantId))
    await query(
      `INSERT INTO mailboxes (id, tenant_id, number, type, owner, locale, max_duration_seconds, updated_at)
       SELECT gen_random_uuid(), tenant_id, number, 'agent', owner, locale, seconds, now() FROM staging
       ON CONFLICT (tenant_id, number COLLATE "C") WHERE deleted_at IS NULL DO UPDATE SET owner = excluded.owner, locale = excluded.locale,
         max_duration_seconds = excluded.max_duration_seconds, updated_at = now(), version = mailboxes.version + 1`,
    )
    await query('COMMIT')
  })
  return performance.now() - startedAt
}

async function timed(work: () => Promise<unknown>): Promise<number> {
  const startedAt = performance.now()
  await work()
  return performance.now() - startedAt
}

const workOff = async () => {
  while (await advanceImport()) {
    // Turn by turn.
  }
}

async function previewMs(id: string): Promise<number> {
  const times: number[] = []
  for (let at = 0; at < 40; at += 1) {
    const query = importRowsQuerySchema.parse({
      cursor: Math.floor((rows * at) / 41),
      outcome: at % 2 === 0 ? 'change' : undefined,
    })
    times.push(await timed(() => listImportRows('t1', id, query)))
  }
  return times.sort((a, b) => a - b)[Math.floor(times.length * 0.95)] ?? Number.NaN
}

async function measure(): Promise<Measured> {
  await fill('t1')
  let byHandMs: number | null = null
  if (process.argv[3] === 'by-hand') {
    await fill('t2')
    byHandMs = await byHand('t2')
  }
  let sizeBytes = 0
  for await (const chunk of csv()) sizeBytes += chunk.length
  const { id } = await createImport(author, 't1', { fileName: 'bench.csv', sizeBytes })
  await uploadPart(author, { tenantId: 't1', importId: id, part: 1 }, csv())
  await startCheck(author, 't1', id, {})
  const checkMs = await timed(workOff)
  const checkedOne = await getImport('t1', id)
  if (checkedOne.counts.create !== Math.floor(rows / 2))
    throw new Error(`The check says ${JSON.stringify(checkedOne.counts)}.`)
  const preview = await previewMs(id)
  await confirmImport(author, 't1', id, { mode: 'all', beyondGuard: true })
  const applyMs = await timed(workOff)
  const done = await getImport('t1', id)
  if (done.results.applied !== rows) throw new Error(`It ended as ${done.state}: ${JSON.stringify(done.results)}.`)
  return { rows, byHandMs, checkMs, applyMs, previewMs: preview, peakBytes: process.resourceUsage().maxRSS * 1024 }
}

const test = await createTestDatabase()
const folder = await mkdtemp(join(tmpdir(), 'patchboard-bench-imports-'))
Object.assign(process.env, { STORAGE_INTERFACE: 'FileSystem', VOICEMAIL_HOME: folder })
try {
  console.log(JSON.stringify(await measure()))
} finally {
  await closeDatabase()
  await test.stop()
  await rm(folder, { recursive: true, force: true })
}
process.exit(0)
