import { processSingleton } from '@/lib/env/process-singleton'
import { createSharedRead, type SharedRead } from './shared-read'

type SharedAnswersOptions = {
  /** Names the memory, which is one a process. */
  name: string
  /** The least used answers beyond this many are forgotten. */
  maxAnswers: number
  /** How old an answer may be. A function where a setting decides that is only known once the process runs. */
  keptMs: number | (() => number)
}

/**
 * Answers to questions that many people ask in the same words, such as a chart over a range: asked once under each key, however
 * many want it at the same time. A key must name the whole question. A failure is not kept, and what is asked again is asked
 * with the words of who asks then.
 */
export function createSharedAnswers<Answer>({ name, maxAnswers, keptMs }: SharedAnswersOptions) {
  return <One extends Answer>(key: string, ask: () => Promise<One>): Promise<One> => {
    const reads = processSingleton(name, () => new Map<string, SharedRead<Answer>>())
    const read = reads.get(key) ?? createSharedRead<Answer>(typeof keptMs === 'function' ? keptMs() : keptMs, ask)
    // Taken out and put in again: the map's order is then the order of use, and the least used goes first.
    reads.delete(key)
    reads.set(key, read)
    const [oldest] = reads.keys()
    if (reads.size > maxAnswers && oldest !== undefined) reads.delete(oldest)
    // The key names the question, and each question has one type of answer.
    return read.read(ask) as Promise<One>
  }
}
