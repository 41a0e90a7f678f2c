import type { IncomingMessage } from 'node:http'
import type { z } from 'zod'
import { startDeadline } from '@/lib/http/deadline'
import { httpFailure, parseFailure, timeoutFailure } from '@/lib/http/upstream-failure'
import { parseAnswer } from '@/lib/http/upstream-request'
import { rawStatusSchema, rawWatchEventSchema } from './raw'
import { splitLines } from './split-lines'
import type { KubernetesTransport } from './transport'

export type RawWatchEvent = z.infer<typeof rawWatchEventSchema>

export type WatchOptions = {
  resourceVersion: string
  /** The server ends the watch after this long; a new one goes on where it ended. */
  timeoutSeconds: number
  /** Silence after which the connection is held to be dead. */
  silenceMs: number
  signal: AbortSignal
  /** The server took the watch on. */
  onOpen?: () => void
}

function toEvent(who: KubernetesTransport['who'], line: string): RawWatchEvent {
  const event = parseAnswer(who, { contentType: 'application/json', text: line }, rawWatchEventSchema)
  if (event.type !== 'ERROR') return event
  const status = rawStatusSchema.safeParse(event.object)
  if (!status.success) throw parseFailure(who, 'shape', { cause: status.error })
  throw httpFailure(who, status.data.code ?? 500, status.data.message ?? undefined)
}

async function openWatch(
  transport: KubernetesTransport,
  path: string,
  options: WatchOptions,
): Promise<IncomingMessage> {
  const deadline = startDeadline(transport.timeoutMs, options.signal)
  try {
    const query = {
      watch: 'true',
      allowWatchBookmarks: 'true',
      resourceVersion: options.resourceVersion,
      timeoutSeconds: String(options.timeoutSeconds),
    }
    const message = await transport.open(path, query, deadline.signal)
    if (message.statusCode !== 200) throw await transport.refuse(message)
    return message
  } catch (cause) {
    throw transport.describe(cause, deadline.expired(), options.signal)
  } finally {
    deadline.dispose()
  }
}

/**
 * Batches of watch events, as they arrive together (empty ones are signs of life). Ends when the server ends the watch. Throws
 * AppError `upstream-failed` (kind `timeout` after `silenceMs` without a byte; status 410 when the version is too old), or
 * the caller's abort reason. A connection can stay open and dead, so silence is counted, not trusted.
 */
export async function* watchEvents(
  transport: KubernetesTransport,
  path: string,
  options: WatchOptions,
  counted: <Value>(open: () => Promise<Value>) => Promise<Value>,
): AsyncGenerator<RawWatchEvent[]> {
  const message = await counted(() => openWatch(transport, path, options))
  options.onOpen?.()
  let silent = false
  const onSilence = () => {
    silent = true
    message.destroy()
  }
  let timer = setTimeout(onSilence, options.silenceMs)
  const onAbort = () => message.destroy()
  options.signal.addEventListener('abort', onAbort, { once: true })
  try {
    for await (const lines of splitLines(message, transport.maxResponseBytes)) {
      clearTimeout(timer)
      timer = setTimeout(onSilence, options.silenceMs)
      yield lines.map((line) => toEvent(transport.who, line))
    }
    if (silent) throw timeoutFailure(transport.who, options.silenceMs)
  } catch (cause) {
    if (silent) throw timeoutFailure(transport.who, options.silenceMs, cause)
    if (cause instanceof RangeError) {
      throw parseFailure(transport.who, 'too-large', { maxResponseBytes: transport.maxResponseBytes, cause })
    }
    throw transport.describe(cause, false, options.signal)
  } finally {
    clearTimeout(timer)
    options.signal.removeEventListener('abort', onAbort)
    message.destroy()
  }
}
