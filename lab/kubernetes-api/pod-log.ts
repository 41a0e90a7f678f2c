import { sendText, writeWhenReady } from './answer'
import type { Exchange } from './exchange'
import { isRecord, type KubernetesObject, readPath } from './kubernetes-object'
import { requireObject } from './read'
import { readCount, readFlag } from './request'
import { badRequest } from './status'

export interface LogLine {
  time: Date
  /** Without a line end. */
  text: string
}

export interface PodLogQuery {
  pod: KubernetesObject
  container: string
  /** The run before the last restart. */
  isPrevious: boolean
}

/** Where logs come from: the simulation. The server cuts them by time, lines and bytes, and prints timestamps. */
export interface PodLogSource {
  /** What the container has written so far, oldest first. Undefined: this container has no such run. */
  read: (query: PodLogQuery) => readonly LogLine[] | undefined
  /** What it writes from now on, until `signal` aborts. Without it, followed logs end at once. */
  follow?: (query: PodLogQuery, signal: AbortSignal) => AsyncIterable<LogLine>
}

interface LogOptions {
  isFollowing: boolean
  hasTimestamps: boolean
  tailLines?: number
  limitBytes?: number
  since?: Date
}

/** `pods/<name>/log` as text. 400 when the container is missing, unknown, not started, or has no previous run. */
export async function sendPodLog(exchange: Exchange): Promise<void> {
  const { context, request, response } = exchange
  const pod = requireObject(exchange)
  const container = chooseContainer(pod, request.query.get('container') ?? '')
  const options = readLogOptions(request.query, context.now())
  const query = { pod, container, isPrevious: readFlag(request.query, 'previous') }
  checkStarted(query)
  const source = context.hooks.podLog
  const lines = source ? source.read(query) : []
  if (!lines) throw notTerminated(query)
  const chosen = cutLines(lines, options)
  if (!options.isFollowing || query.isPrevious || !source?.follow) {
    sendText(response, 200, limitText(chosen.map((line) => printLine(line, options)).join(''), options.limitBytes))
    return
  }
  await followLog(exchange, chosen, options, (signal) => source.follow?.(query, signal))
}

async function followLog(
  { response }: Exchange,
  lines: readonly LogLine[],
  options: LogOptions,
  follow: (signal: AbortSignal) => AsyncIterable<LogLine> | undefined,
): Promise<void> {
  const abort = new AbortController()
  response.once('close', () => abort.abort())
  // Taken up before the first wait, so that no line falls between what was and what comes.
  const coming = follow(abort.signal)
  response.writeHead(200, { 'Cache-Control': 'no-cache, private', 'Content-Type': 'text/plain' })
  response.flushHeaders()
  let leftBytes = options.limitBytes ?? Number.POSITIVE_INFINITY
  const write = async (line: LogLine) => {
    const text = limitText(printLine(line, options), leftBytes)
    leftBytes -= Buffer.byteLength(text)
    return (await writeWhenReady(response, text)) && leftBytes > 0
  }
  for (const line of lines) if (!(await write(line))) break
  if (coming && leftBytes > 0) for await (const line of coming) if (!(await write(line))) break
  abort.abort()
  response.end()
}

function readLogOptions(query: URLSearchParams, now: Date): LogOptions {
  const sinceSeconds = readCount(query, 'sinceSeconds')
  const sinceTime = query.get('sinceTime')
  if (sinceSeconds !== undefined && sinceTime) {
    throw badRequest('at most one of `sinceTime` or `sinceSeconds` may be specified')
  }
  const since = sinceTime
    ? new Date(sinceTime)
    : sinceSeconds === undefined
      ? undefined
      : new Date(now.getTime() - sinceSeconds * 1000)
  if (since && Number.isNaN(since.getTime())) throw badRequest(`parsing time ${JSON.stringify(sinceTime)} as RFC 3339`)
  return {
    isFollowing: readFlag(query, 'follow'),
    hasTimestamps: readFlag(query, 'timestamps'),
    tailLines: readCount(query, 'tailLines'),
    limitBytes: readCount(query, 'limitBytes'),
    since,
  }
}

/** First by time, then the last lines of what is left, as the kubelet does. */
export function cutLines(
  lines: readonly LogLine[],
  { since, tailLines }: Pick<LogOptions, 'since' | 'tailLines'>,
): readonly LogLine[] {
  const recent = since ? lines.filter((line) => line.time >= since) : lines
  return tailLines === undefined ? recent : recent.slice(Math.max(0, recent.length - tailLines))
}

function printLine({ time, text }: LogLine, { hasTimestamps }: LogOptions): string {
  // Nanoseconds, as the kubelet prints; ours end in zeros.
  return hasTimestamps ? `${time.toISOString().replace('Z', '000000Z')} ${text}\n` : `${text}\n`
}

function limitText(text: string, limitBytes: number | undefined): string {
  if (limitBytes === undefined || Buffer.byteLength(text) <= limitBytes) return text
  return Buffer.from(text).subarray(0, limitBytes).toString('utf8')
}

function namesIn(pod: KubernetesObject, field: string): string[] {
  const list = pod.spec?.[field]
  return Array.isArray(list) ? list.filter(isRecord).map((entry) => String(entry.name)) : []
}

function chooseContainer(pod: KubernetesObject, asked: string): string {
  const containers = namesIn(pod, 'containers')
  const initContainers = namesIn(pod, 'initContainers')
  const { name } = pod.metadata
  if (!asked) {
    const [only, ...more] = containers
    if (only !== undefined && more.length === 0 && initContainers.length === 0) return only
    const inits = initContainers.length > 0 ? ` or one of the init containers: [${initContainers.join(' ')}]` : ''
    throw badRequest(
      `a container name must be specified for pod ${name}, choose one of: [${containers.join(' ')}]${inits}`,
    )
  }
  if ([...containers, ...initContainers].includes(asked)) return asked
  throw badRequest(`container ${asked} is not valid for pod ${name}`)
}

function notTerminated({ pod, container }: PodLogQuery): Error {
  return badRequest(`previous terminated container "${container}" in pod "${pod.metadata.name}" not found`)
}

function checkStarted({ pod, container, isPrevious }: PodLogQuery): void {
  const statuses = ['initContainerStatuses', 'containerStatuses'].flatMap((field) => pod.status?.[field] ?? [])
  const status = statuses.find((entry) => readPath(entry, 'name') === container)
  const hasEnded = readPath(status, 'lastState.terminated') !== undefined
  if (isPrevious && !hasEnded) throw notTerminated({ pod, container, isPrevious })
  const waiting = readPath(status, 'state.waiting')
  // A container that waits for its restart still has the log of its last run.
  if (status !== undefined && (waiting === undefined || hasEnded)) return
  const reason = readPath(waiting, 'reason')
  const why = typeof reason === 'string' ? `is waiting to start: ${reason}` : 'is not available'
  throw badRequest(`container "${container}" in pod "${pod.metadata.name}" ${why}`)
}
