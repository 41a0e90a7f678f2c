import 'server-only'
import { processSingleton } from '@/lib/env/process-singleton'
import { createSharedRead, type SharedRead } from '@/lib/live/shared-read'
import type { ChartAnswer } from '../schema'

/** Keys hold the aligned end of their range, so an old one is never asked for again; this many are kept for those who look back. */
const maxAnswers = 300

/** A fixed range in the past never changes; one that ends now gets a new key with its next step. */
const keptMs = 5 * 60_000

/** The answer under this key, asked for once, however many people want it. A failure is not kept. */
export function sharedAnswer(key: string, ask: () => Promise<ChartAnswer>): Promise<ChartAnswer> {
  const reads = processSingleton('services.charts', () => new Map<string, SharedRead<ChartAnswer>>())
  const read = reads.get(key) ?? createSharedRead(keptMs, ask)
  // Taken out and put in again: the map's order is then the order of use, and the least used goes first.
  reads.delete(key)
  reads.set(key, read)
  const [oldest] = reads.keys()
  if (reads.size > maxAnswers && oldest !== undefined) reads.delete(oldest)
  return read.read()
}
