import { execFile } from 'node:child_process'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { z } from 'zod'
import { createTestDatabase } from '@/lib/testing/database'
import { atMost, type Figure, forTheRecord, orUnmeasured } from '../figure'
import type { Say } from '../with-stack'

const measuredSchema = z.object({
  byHandMs: z.number().nullable(),
  checkMs: z.number(),
  applyMs: z.number(),
  undoMs: z.number(),
  /** Of the slowest filter, p95. */
  previewMs: z.number(),
  peakBytes: z.number(),
})
export type Measured = z.infer<typeof measuredSchema>

/** p95 of searches in the tenant, before and while its mailboxes are imported. */
const searchedSchema = z.object({ idleMs: z.number(), importingMs: z.number() })
export type Searched = z.infer<typeof searchedSchema>

/** What a process needs more when it has taken a file. */
const takenSchema = z.object({ sizeBytes: z.number(), addedBytes: z.number() })
export type Taken = z.infer<typeof takenSchema>

/** What a process is told to use: a database and a folder of files of its own, for as long as `run` takes. */
async function withWorld<Value>(run: (environment: NodeJS.ProcessEnv) => Promise<Value>): Promise<Value> {
  const given = { ...process.env }
  const test = await createTestDatabase()
  const folder = await mkdtemp(join(tmpdir(), 'patchboard-bench-imports-'))
  // With the heap of `npm run worker`.
  const NODE_OPTIONS = '--max-old-space-size=256'
  const environment = { ...process.env, NODE_OPTIONS, STORAGE_INTERFACE: 'FileSystem', VOICEMAIL_HOME: folder }
  // Other benches are not to find this database in their environment.
  process.env = given
  try {
    return await run(environment)
  } finally {
    await test.stop()
    await rm(folder, { recursive: true, force: true })
  }
}

/**
 * Server code runs under React's server condition, which this process does not have; and its memory is to be its own, without what making
 * a database takes.
 */
async function measure(rows: number, ...more: string[]): Promise<unknown> {
  const program = ['--conditions=react-server', '--import', 'tsx', 'bench/imports/measure.ts', String(rows), ...more]
  return withWorld(async (env) => {
    const { stdout } = await promisify(execFile)(process.execPath, program, { env, maxBuffer: 1 << 20 })
    return JSON.parse(stdout)
  })
}

const seconds = (ms: number) => ms / 1000
const megabytes = (bytes: number) => bytes / 1024 / 1024
const spelled = (rows: number) => rows.toLocaleString('en-US')

const totalOf = ({ checkMs, applyMs }: Measured) => checkMs + applyMs
const ratioOf = (one: Measured) => totalOf(one) / (one.byHandMs ?? Number.NaN)

/** Of a few measurements, each on a database of its own, the one whose ratio lies in the middle: a single one is off by a tenth. */
async function typical(rows: number, count: number): Promise<Measured> {
  const all: Measured[] = []
  for (let at = 0; at < count; at += 1) all.push(measuredSchema.parse(await measure(rows, 'by-hand')))
  const [middle] = all.sort((a, b) => ratioOf(a) - ratioOf(b)).slice(Math.floor(count / 2))
  if (!middle) throw new Error('Nothing was measured.')
  return middle
}

type OfRows = { figures: Figure[]; totalMs: number; peakBytes: number }

async function rowsOf(rows: number, say: Say, count = 1): Promise<OfRows> {
  const middle = await typical(rows, count)
  const { byHandMs, checkMs, applyMs, undoMs, previewMs, peakBytes } = middle
  const what = `import of ${spelled(rows)} rows`
  say(`${what}: checked in ${seconds(checkMs).toFixed(1)} s, applied in ${seconds(applyMs).toFixed(1)} s`)
  const handMs = byHandMs ?? Number.NaN
  const figures = [
    forTheRecord(`${what} by hand: COPY and one INSERT … ON CONFLICT`, seconds(handMs), 's'),
    forTheRecord(`${what}: check`, seconds(checkMs), 's'),
    forTheRecord(`${what}: apply`, seconds(applyMs), 's'),
    forTheRecord(`${what}: undo`, seconds(undoMs), 's'),
    atMost(`${what}, undo ÷ apply`, undoMs / applyMs, 'ratio', 2),
    atMost(`${what}, check and apply ÷ by hand`, ratioOf(middle), 'ratio', 2.5),
    atMost(`page of the preview of ${spelled(rows)} rows, slowest filter, p95`, previewMs, 'ms', 100),
    atMost(`worker memory, peak, ${spelled(rows)} rows`, megabytes(peakBytes), 'MB', 300),
  ]
  return { figures, totalMs: totalOf(middle), peakBytes }
}

async function searching(): Promise<Figure[]> {
  const { idleMs, importingMs } = searchedSchema.parse(await measure(100_000, 'searching'))
  return [
    forTheRecord('search of mailboxes before an import of 100,000 rows, p95', idleMs, 'ms'),
    forTheRecord('search of mailboxes of the same tenant during it, p95', importingMs, 'ms'),
    atMost('search during an import ÷ before, p95', importingMs / idleMs, 'ratio', 2),
  ]
}

async function taking(): Promise<Figure[]> {
  const { sizeBytes, addedBytes } = takenSchema.parse(await measure(5_000_000, 'taking'))
  const what = `console memory that taking a file of ${Math.round(megabytes(sizeBytes))} MB adds`
  return [atMost(what, megabytes(addedBytes), 'MB', 32)]
}

/**
 * Imports beside the same file by hand, on a database of their own; half of the rows are there already. `large`: ten times as many rows,
 * too, which takes minutes.
 */
export async function imports(say: Say, { large }: { large: boolean }): Promise<Figure[]> {
  const small = await rowsOf(100_000, say, 3)
  const figures = [...small.figures, ...(await orUnmeasured('search during an import', say, searching))]
  figures.push(...(await orUnmeasured('taking a file', say, taking)))
  if (!large) return figures
  const million = await rowsOf(1_000_000, say)
  const linear = million.totalMs / (10 * small.totalMs)
  return [
    ...figures,
    ...million.figures,
    atMost('import of 1,000,000 rows ÷ ten times 100,000', linear, 'ratio', 1.3),
    atMost('worker memory, peak, 1,000,000 ÷ 100,000 rows', million.peakBytes / small.peakBytes, 'ratio', 1.25),
  ]
}
