import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import { z } from 'zod'
import { atMost, type Figure, forTheRecord } from '../figure'
import type { Say } from '../with-stack'

const measuredSchema = z.object({
  rows: z.number(),
  byHandMs: z.number().nullable(),
  checkMs: z.number(),
  applyMs: z.number(),
  previewMs: z.number(),
  peakBytes: z.number(),
})
export type Measured = z.infer<typeof measuredSchema>

/** Server code runs under React's server condition, which this process does not have; and its memory is to be its own. */
async function measured(rows: number, ...more: string[]): Promise<Measured> {
  const program = ['--conditions=react-server', '--import', 'tsx', 'bench/imports/measure.ts', String(rows), ...more]
  const { stdout } = await promisify(execFile)(process.execPath, program, { maxBuffer: 1 << 20 })
  return measuredSchema.parse(JSON.parse(stdout))
}

const seconds = (ms: number) => ms / 1000
const megabytes = (bytes: number) => bytes / 1024 / 1024

/** Imports beside the same file by hand, on a database of their own; then ten times as many rows. Half of them are there already. */
export async function imports(say: Say): Promise<Figure[]> {
  const small = await measured(100_000, 'by-hand')
  const byHandMs = small.byHandMs ?? Number.NaN
  const smallMs = small.checkMs + small.applyMs
  say(
    `imports: 100,000 rows checked in ${seconds(small.checkMs).toFixed(1)} s, applied in ${seconds(small.applyMs).toFixed(1)} s`,
  )
  const large = await measured(1_000_000)
  const largeMs = large.checkMs + large.applyMs
  return [
    forTheRecord('import of 100,000 rows by hand: COPY and one INSERT … ON CONFLICT', seconds(byHandMs), 's'),
    forTheRecord('import of 100,000 rows: check', seconds(small.checkMs), 's'),
    forTheRecord('import of 100,000 rows: apply', seconds(small.applyMs), 's'),
    atMost('import of 100,000 rows, check and apply ÷ by hand', smallMs / byHandMs, 'ratio', 2.5),
    atMost('import of 1,000,000 rows ÷ ten times 100,000', largeMs / (10 * smallMs), 'ratio', 1.3),
    atMost('page of the preview of 1,000,000 rows, p95', large.previewMs, 'ms', 100),
    atMost('worker memory, peak, 1,000,000 rows', megabytes(large.peakBytes), 'MB', 300),
  ]
}
