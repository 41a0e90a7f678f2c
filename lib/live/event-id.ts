import { type LivePosition, type LiveTopic, liveTopicSchema } from './schema'

export type LivePositions = ReadonlyMap<LiveTopic, LivePosition>

/** The positions of all topics of a stream as one SSE id, so that one header is enough to go on with all of them. */
export function encodePositions(positions: LivePositions): string {
  return [...positions].map(([topic, { epoch, seq }]) => `${topic}:${epoch}:${seq}`).join(',')
}

/** Reads an SSE id back. What is not understood is left out: the topic then starts afresh. */
export function decodePositions(text: string): LivePositions {
  const positions = new Map<LiveTopic, LivePosition>()
  for (const part of text.split(',')) {
    const [name, epoch, digits, ...rest] = part.split(':')
    const topic = liveTopicSchema.safeParse(name)
    if (!topic.success || !epoch || !/^\d{1,15}$/.test(digits ?? '') || rest.length > 0) continue
    positions.set(topic.data, { epoch, seq: Number(digits) })
  }
  return positions
}
