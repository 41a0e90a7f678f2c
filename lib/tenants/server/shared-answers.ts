import 'server-only'
import { processSingleton } from '@/lib/env/process-singleton'
import { createSharedRead, type SharedRead } from '@/lib/live/shared-read'

/** Keys hold the end of their range, so an old one is not asked for again; this many are kept for those who look back. */
const maxAnswers = 200
const keptMs = 60_000

/** The answer under this key, asked for once, however many people want it at the same time. A failure is not kept. */
export function sharedAnswer<Answer>(key: string, ask: () => Promise<Answer>): Promise<Answer> {
  const reads = processSingleton('tenants.answers', () => new Map<string, SharedRead<unknown>>())
  const read = reads.get(key) ?? createSharedRead<unknown>(keptMs, ask)
  // Taken out and put in again: the map's order is then the order of use, and the least used goes first.
  reads.delete(key)
  reads.set(key, read)
  const [oldest] = reads.keys()
  if (reads.size > maxAnswers && oldest !== undefined) reads.delete(oldest)
  // The key names the question, and each question has one type of answer.
  return read.read() as Promise<Answer>
}
