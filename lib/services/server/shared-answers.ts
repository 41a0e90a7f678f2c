import 'server-only'
import { processSingleton } from '@/lib/env/process-singleton'
import { createSharedRead, type SharedRead } from '@/lib/live/shared-read'

/** This many answers of one kind are kept, the least used go first. Keys of charts hold the aligned end of their range. */
const maxAnswers = 300

/**
 * The answer under this key, asked for once, however many people want it, and at most `keptMs` old. A failure is not kept.
 * `kind` tells apart what different verbs keep; one kind holds values of one type.
 */
export function sharedAnswer<Answer>(
  kind: string,
  key: string,
  keptMs: number,
  ask: () => Promise<Answer>,
): Promise<Answer> {
  const reads = processSingleton(`services.${kind}`, () => new Map<string, SharedRead<Answer>>())
  const read = reads.get(key) ?? createSharedRead(keptMs, ask)
  // Taken out and put in again: the map's order is then the order of use.
  reads.delete(key)
  reads.set(key, read)
  const [oldest] = reads.keys()
  if (reads.size > maxAnswers && oldest !== undefined) reads.delete(oldest)
  return read.read()
}
