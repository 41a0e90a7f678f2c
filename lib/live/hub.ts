import 'server-only'
import { processSingleton } from '@/lib/env/process-singleton'
import { isStopping, onStopping } from '@/lib/env/stopping'
import { AppError } from '@/lib/errors'
import { metrics } from '@/lib/metrics/registry'
import { decodePositions, encodePositions } from './event-id'
import type { Feed } from './feed'
import type { GoodbyeReason, LiveEvent, LivePosition, LiveTopic } from './schema'

export type LiveStreamOptions = {
  feeds: readonly Feed[]
  /** Where the browser stands, as the last SSE id it saw. */
  lastEventId?: string | null
  /** Whose connection it is; each person has a limited number per process. */
  userId: string
  /** Whether the session still holds, asked with each heartbeat. The stream of one that ended says so and ends. */
  isSessionAlive?: () => Promise<boolean>
  /** The request's signal: the browser went away. */
  signal: AbortSignal
  heartbeatMs?: number
  lifetimeMs?: number
  maxBufferedBytes?: number
  maxConnectionsPerUser?: number
}

/**
 * A stream lives about this long; then the browser opens the next one and comes, where there are several replicas, to another
 * perhaps. Spread, so that browsers do not all come at once.
 */
const lifetimeMs = () => 240_000 + Math.random() * 120_000

const encoder = new TextEncoder()

/** One event goes to many browsers and is written out once. */
const encodedEvents = new WeakMap<LiveEvent, Uint8Array>()

function encodeEvent(event: LiveEvent): Uint8Array {
  const known = encodedEvents.get(event)
  if (known) return known
  const bytes = encoder.encode(`data: ${JSON.stringify(event)}\n\n`)
  encodedEvents.set(event, bytes)
  return bytes
}

const heartbeat = encoder.encode(': heartbeat\nevent: heartbeat\ndata: {}\n\n')

/** The stream ends in order: the next one may be opened at once, unless the session is why. */
const encodeGoodbye = (reason: GoodbyeReason) =>
  encoder.encode(`event: goodbye\ndata: ${JSON.stringify({ reason })}\n\n`)

function connectionCounts(): Map<string, number> {
  return processSingleton('live.connections', () => new Map<string, number>())
}

function takeConnection(userId: string, max: number): () => void {
  const counts = connectionCounts()
  const held = counts.get(userId) ?? 0
  if (held >= max) {
    throw new AppError('rate-limited', `You have ${held} live connections open already.`, {
      action: 'Close some tabs of this console.',
    })
  }
  counts.set(userId, held + 1)
  metrics().liveConnections.inc()
  return () => {
    const left = (counts.get(userId) ?? 1) - 1
    if (left > 0) counts.set(userId, left)
    else counts.delete(userId)
    metrics().liveConnections.dec()
  }
}

function leaveIfEnded({ isSessionAlive }: LiveStreamOptions, leave: () => void): void {
  isSessionAlive?.().then(
    (alive) => {
      if (!alive) leave()
    },
    // Whoever was let in stays while the session cannot be looked at; who looks has logged what was wrong.
    () => {},
  )
}

/**
 * Feeds as one Server-Sent Events stream. Each event's id holds the positions of all topics. The stream ends when the
 * browser goes away, when it does not read for so long that `maxBufferedBytes` wait for it, and with a `goodbye` after some
 * minutes, when the session has ended, or when the process is told to stop.
 * Throws AppError `rate-limited` when the person has too many streams, `unavailable` in a process that stops.
 */
export function openLiveStream(options: LiveStreamOptions): ReadableStream<Uint8Array> {
  const { feeds, signal, heartbeatMs = 15_000, maxBufferedBytes = 4 * 1024 * 1024 } = options
  if (isStopping()) throw new AppError('unavailable', 'This console is being stopped.')
  const release = takeConnection(options.userId, options.maxConnectionsPerUser ?? 128)
  const cleanups: (() => void)[] = [release]
  let closed = false
  /** Closing can happen while the stream is still being set up. */
  const atEnd = (cleanup: () => void) => {
    if (closed) cleanup()
    else cleanups.push(cleanup)
  }
  const close = (controller?: ReadableStreamDefaultController<Uint8Array>) => {
    if (closed) return
    closed = true
    for (const cleanup of cleanups) cleanup()
    controller?.close()
  }

  return new ReadableStream<Uint8Array>(
    {
      start(controller) {
        const from = decodePositions(options.lastEventId ?? '')
        const positions = new Map<LiveTopic, LivePosition>()
        for (const { topic } of feeds) {
          const position = from.get(topic)
          if (position) positions.set(topic, position)
        }
        const write = (...chunks: Uint8Array[]) => {
          if (closed) return
          for (const chunk of chunks) controller.enqueue(chunk)
          // Queued bytes past the mark: the browser does not read. It comes back by itself and resumes.
          if ((controller.desiredSize ?? 0) < 0) close(controller)
        }
        const onEvent = (event: LiveEvent) => {
          positions.set(event.topic, event.position)
          write(encoder.encode(`id: ${encodePositions(positions)}\n`), encodeEvent(event))
        }
        write(encoder.encode('retry: 3000\n: live\n\n'))
        for (const feed of feeds) atEnd(feed.subscribe(onEvent, from.get(feed.topic)))

        const leave = (reason: GoodbyeReason) => {
          write(encodeGoodbye(reason))
          close(controller)
        }
        const beat = setInterval(() => {
          write(heartbeat)
          leaveIfEnded(options, () => leave('session-ended'))
        }, heartbeatMs)
        const end = setTimeout(() => leave('lifetime'), options.lifetimeMs ?? lifetimeMs())
        const onAbort = () => close(controller)
        signal.addEventListener('abort', onAbort, { once: true })
        atEnd(() => clearInterval(beat))
        atEnd(onStopping(() => leave('stopping')))
        atEnd(() => clearTimeout(end))
        atEnd(() => signal.removeEventListener('abort', onAbort))
        if (signal.aborted) close(controller)
      },
      cancel() {
        close()
      },
    },
    { highWaterMark: maxBufferedBytes, size: (chunk) => chunk.byteLength },
  )
}
