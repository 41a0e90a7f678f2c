import { execFile, spawn } from 'node:child_process'
import { once } from 'node:events'
import { text } from 'node:stream/consumers'
import { setTimeout } from 'node:timers/promises'
import { promisify } from 'node:util'
import { withBulkConnection } from '@/lib/db/bulk-connection'
import { closeDatabase, db } from '@/lib/db/instance'
import { importRowsQuerySchema } from '@/lib/imports/schema'
import { advanceCheck } from '@/lib/imports/server/advance-check'
import { advanceImport } from '@/lib/imports/server/advance-import'
import { getImport } from '@/lib/imports/server/get-import'
import { importFile } from '@/lib/imports/server/import-file'
import { listImportRows } from '@/lib/imports/server/list-import-rows'
import { confirmImport } from '@/lib/imports/server/steer-import'
import { undoImport } from '@/lib/imports/server/undo-import'
import { createImport, startCheck } from '@/lib/imports/server/upload-import'
import { uploadPart } from '@/lib/imports/server/upload-part'
import { rowOutcomes } from '@/lib/imports/vocabulary'
import { percentile } from '../statistics'
import { fileParts } from './file-parts'
import type { Measured, Searched, Taken } from './imports'

/** A process of its own, on the database and storage that it is given: its memory is that of a worker with nothing but imports. `measure.ts <rows> [by-hand | searching | taking]` prints JSON. */
const rows = Number(process.argv[2])
const what = process.argv[3]
const author = { actor: { kind: 'system' as const, name: 'bench' } }

async function* csv(count = rows): AsyncGenerator<Uint8Array, void> {
  yield Buffer.from('Mailbox Number,Owner,Locale,Max Duration\n')
  for (const part of fileParts(count)) yield Buffer.from(part)
}
async function addTenant(id: string): Promise<void> {
  await db().tenant.create({
    data: { id, name: id, region: 'default', cloud: 'azure', portalUrl: 'https://x.example/' },
  })
}

/** Every second mailbox is there already, with other values. */
async function fill(tenantId: string): Promise<void> {
  await addTenant(tenantId)
  await withBulkConnection(({ query }) =>
    query(
      `INSERT INTO mailboxes (id, tenant_id, number, type, owner, updated_at)
       SELECT gen_random_uuid(), $1, (1000000 + n)::text, 'agent', 'Agent Name' || n % 5000, now() FROM generate_series(0, $2::int - 1, 2) AS n`,
      [tenantId, rows],
    ),
  )
  await db().$executeRawUnsafe('ANALYZE mailboxes')
}

/** In a process of its own, on the same server: what it holds in memory is not the worker's. */
async function byHand(): Promise<number> {
  const program = ['--conditions=react-server', '--import', 'tsx', 'bench/imports/by-hand.ts', 't2', String(rows)]
  const { stdout } = await promisify(execFile)(process.execPath, program)
  return Number(stdout)
}

async function timed(work: () => Promise<unknown>): Promise<number> {
  const startedAt = performance.now()
  await work()
  return performance.now() - startedAt
}

const workOff = async () => {
  const failed = new Set<string>()
  while ((await advanceImport()) || (await advanceCheck(failed))) {
    // Turn by turn.
  }
}

/** Every filter, from the first row to the last; those that match nothing, too. */
async function slowestPreviewMs(id: string): Promise<number> {
  const filters = [...rowOutcomes.map((outcome) => ({ outcome })), { only: 'conflict' }, { only: 'kept' }, {}]
  let slowest = 0
  for (const filter of filters) {
    const times: number[] = []
    for (let at = 0; at < 20; at += 1) {
      const query = importRowsQuerySchema.parse({ ...filter, cursor: Math.floor((rows * at) / 20) })
      times.push(await timed(() => listImportRows('t1', id, query)))
    }
    slowest = Math.max(slowest, percentile(times, 0.95))
  }
  return slowest
}

/** Searches in a process of its own, as the console's is, until `work` is done. */
async function searchMs(work: () => Promise<unknown>): Promise<number> {
  const program = ['--conditions=react-server', '--import', 'tsx', 'bench/imports/search-on.ts', 't1']
  const searcher = spawn(process.execPath, program, { stdio: ['pipe', 'pipe', 'inherit'] })
  const [answer] = await Promise.all([
    text(searcher.stdout),
    once(searcher.stdout, 'readable')
      .then(work)
      .finally(() => searcher.stdin.end()),
  ])
  const times = answer.trim().split('\n').slice(1).map(Number)
  if (times.length < 20) throw new Error(`There were only ${times.length} searches.`)
  return percentile(times, 0.95)
}

async function checkedImport(): Promise<{ id: string; checkMs: number }> {
  let sizeBytes = 0
  for await (const chunk of csv()) sizeBytes += chunk.length
  const { id } = await createImport(author, 't1', { fileName: 'bench.csv', sizeBytes })
  await uploadPart(author, { tenantId: 't1', importId: id, part: 1 }, csv())
  await startCheck(author, 't1', id, {})
  const checkMs = await timed(workOff)
  const { counts } = await getImport('t1', id)
  const expected = { create: Math.floor(rows / 2), change: Math.ceil(rows / 2) }
  if (JSON.stringify(counts) !== JSON.stringify({ ...counts, ...expected }))
    throw new Error(`The check says ${JSON.stringify(counts)}.`)
  return { id, checkMs }
}

async function apply(id: string): Promise<void> {
  await confirmImport(author, 't1', id, { mode: 'all', beyondGuard: true })
  await workOff()
  const done = await getImport('t1', id)
  if (done.results.applied !== rows) throw new Error(`It ended as ${done.state}: ${JSON.stringify(done.results)}.`)
}

async function undo(id: string): Promise<void> {
  await undoImport(author, 't1', id, { overwrite: false })
  await workOff()
  const { state, reversals } = await getImport('t1', id)
  if (reversals.reverted !== rows) throw new Error(`Its undo ended as ${state}: ${JSON.stringify(reversals)}.`)
}

async function measure(): Promise<Measured> {
  await fill('t1')
  let byHandMs: number | null = null
  if (what === 'by-hand') {
    await fill('t2')
    byHandMs = await byHand()
  }
  const { id, checkMs } = await checkedImport()
  const previewMs = await slowestPreviewMs(id)
  const applyMs = await timed(() => apply(id))
  const undoMs = await timed(() => undo(id))
  return { byHandMs, checkMs, applyMs, undoMs, previewMs, peakBytes: process.resourceUsage().maxRSS * 1024 }
}

async function measureSearching(): Promise<Searched> {
  await fill('t1')
  const idleMs = await searchMs(() => setTimeout(5000))
  const importingMs = await searchMs(async () => apply((await checkedImport()).id))
  return { idleMs, importingMs }
}

/** What the console does with a file: it takes it, and shows pages of its rows. */
async function measureTaking(): Promise<Taken> {
  await addTenant('t1')
  const take = async (count: number) =>
    importFile(author, 't1', { fileName: 'bench.csv', declaredBytes: null, chunks: csv(count) })
  await take(1000)
  await workOff()
  const before = process.resourceUsage().maxRSS
  const { sizeBytes } = await take(rows)
  return { sizeBytes, addedBytes: (process.resourceUsage().maxRSS - before) * 1024 }
}

const modes: Readonly<Record<string, () => Promise<unknown>>> = { searching: measureSearching, taking: measureTaking }
console.log(JSON.stringify(await (modes[what ?? ''] ?? measure)()))
await closeDatabase()
process.exit(0)
