import { readFileSync } from 'node:fs'
import { type Agent, request as httpRequest, type IncomingMessage } from 'node:http'
import { request as httpsRequest } from 'node:https'
import type { z } from 'zod'
import type { HttpSource } from '@/lib/env/regions'
import { AppError } from '@/lib/errors'
import { startDeadline } from './deadline'
import {
  httpFailure,
  networkFailure,
  type ObserveUpstream,
  observed,
  parseFailure,
  setupFailure,
  timeoutFailure,
  type UpstreamIdentity,
} from './upstream-failure'

/** Limits that hold for every call to an upstream. */
export type UpstreamLimits = { timeoutMs: number; maxResponseBytes: number }

/** One HTTP source that answers without an SDK of its own. */
export type UpstreamEndpoint = UpstreamIdentity & UpstreamLimits & HttpSource & { observe?: ObserveUpstream }

export type UpstreamCall = {
  /** Low-cardinality name for the counters, e.g. `alerts`. */
  operation: string
  path: string
  method?: 'GET' | 'PUT' | 'POST' | 'DELETE'
  query?: Record<string, string>
  body?: { type: string; text: string }
  signal?: AbortSignal
}

export type UpstreamAnswer = { status: number; contentType: string; text: string }

/** The headers that carry credentials and fixed extras; built for each call, so that rotated secrets count at once. */
export function connectionHeaders(connection: Pick<HttpSource, 'auth' | 'headers'>): Record<string, string> {
  const headers: Record<string, string> = {}
  for (const [name, value] of Object.entries(connection.headers ?? {})) {
    headers[name] = typeof value === 'string' ? value : value.reveal()
  }
  const { auth } = connection
  if (auth?.kind === 'bearer') headers.authorization = `Bearer ${auth.token.reveal()}`
  if (auth?.kind === 'basic') {
    const pair = `${auth.username}:${auth.password.reveal()}`
    headers.authorization = `Basic ${Buffer.from(pair).toString('base64')}`
  }
  return headers
}

/** The certificates of `tlsCaFile`; undefined when none is named. Throws AppError `configuration`. */
export function readCaFile(path: string | undefined): string | undefined {
  if (path === undefined) return undefined
  try {
    return readFileSync(path, 'utf8')
  } catch (cause) {
    throw new AppError('configuration', `the file ${path} (tlsCaFile) cannot be read.`, { cause })
  }
}

export type OpenRequest = {
  url: URL
  method: string
  headers: Record<string, string>
  body?: string
  ca?: string
  agent?: Agent
  signal: AbortSignal
}

/** Sends a request and resolves when the head of the answer is there. Rejects with Node's own errors. */
export function openRequest(options: OpenRequest): Promise<IncomingMessage> {
  const { url, method, headers, body, ca, agent, signal } = options
  const send = url.protocol === 'https:' ? httpsRequest : httpRequest
  return new Promise((resolve, reject) => {
    const length = body === undefined ? {} : { 'content-length': String(Buffer.byteLength(body)) }
    // A fresh connection each time unless the caller brings an agent: these are a few calls per interval, and a kept
    // connection that the server closes a moment earlier looks like a failure.
    const request = send(
      url,
      { method, headers: { ...headers, ...length }, ca, agent: agent ?? false, signal },
      resolve,
    )
    request.on('error', reject)
    request.end(body)
  })
}

/** Reads a body of at most `maxBytes`; null when it is larger (the rest is not read). */
export async function readLimited(message: IncomingMessage, maxBytes: number): Promise<string | null> {
  const chunks: Buffer[] = []
  let sizeBytes = 0
  for await (const chunk of message as AsyncIterable<Buffer>) {
    sizeBytes += chunk.byteLength
    if (sizeBytes > maxBytes) {
      message.destroy()
      return null
    }
    chunks.push(chunk)
  }
  return Buffer.concat(chunks).toString('utf8')
}

async function send(endpoint: UpstreamEndpoint, call: UpstreamCall): Promise<UpstreamAnswer> {
  const url = new URL(endpoint.url + call.path)
  for (const [name, value] of Object.entries(call.query ?? {})) url.searchParams.set(name, value)
  const deadline = startDeadline(endpoint.timeoutMs, call.signal)
  try {
    const message = await openRequest({
      url,
      method: call.method ?? 'GET',
      headers: {
        accept: 'application/json',
        ...(call.body ? { 'content-type': call.body.type } : {}),
        ...connectionHeaders(endpoint),
      },
      body: call.body?.text,
      ca: readCaFile(endpoint.tlsCaFile),
      signal: deadline.signal,
    })
    const text = await readLimited(message, endpoint.maxResponseBytes)
    if (text === null) throw parseFailure(endpoint, 'too-large', { maxResponseBytes: endpoint.maxResponseBytes })
    return { status: message.statusCode ?? 0, contentType: message.headers['content-type'] ?? '', text }
  } catch (cause) {
    throw describeFailure(endpoint, cause, deadline.expired(), call.signal)
  } finally {
    deadline.dispose()
  }
}

/** What a failed call is thrown as: our own errors as they are, the caller's cancellation as its reason, the rest named. */
export function describeFailure(
  endpoint: UpstreamIdentity & UpstreamLimits,
  cause: unknown,
  expired: boolean,
  caller?: AbortSignal,
): unknown {
  if (cause instanceof AppError)
    return cause.code === 'configuration' ? setupFailure(endpoint, cause.message, cause) : cause
  if (expired) return timeoutFailure(endpoint, endpoint.timeoutMs, cause)
  if (caller?.aborted) return caller.reason
  return networkFailure(endpoint, cause)
}

/** One call to an upstream whose body does not matter. Throws AppError `upstream-failed`, or the caller's abort reason. */
export function callUpstream(endpoint: UpstreamEndpoint, call: UpstreamCall): Promise<UpstreamAnswer> {
  return observed(
    { source: endpoint.source, region: endpoint.region, operation: call.operation },
    endpoint.observe,
    () => succeed(endpoint, call),
  )
}

async function succeed(endpoint: UpstreamEndpoint, call: UpstreamCall): Promise<UpstreamAnswer> {
  const answer = await send(endpoint, call)
  if (answer.status >= 200 && answer.status < 300) return answer
  throw httpFailure(endpoint, answer.status)
}

/** One call to an upstream that answers with JSON of this shape. Throws AppError `upstream-failed`, or the caller's abort reason. */
export function readUpstream<Schema extends z.ZodType>(
  endpoint: UpstreamEndpoint,
  call: UpstreamCall,
  schema: Schema,
): Promise<z.output<Schema>> {
  return observed(
    { source: endpoint.source, region: endpoint.region, operation: call.operation },
    endpoint.observe,
    async () => parseAnswer(endpoint, await succeed(endpoint, call), schema),
  )
}

/** Text to JSON to shape; each step that fails has its own sentence. */
export function parseAnswer<Schema extends z.ZodType>(
  who: UpstreamIdentity,
  answer: Pick<UpstreamAnswer, 'contentType' | 'text'>,
  schema: Schema,
): z.output<Schema> {
  let json: unknown
  try {
    json = JSON.parse(answer.text)
  } catch (cause) {
    const html = /\bhtml\b/i.test(answer.contentType) || /^\s*<(!doctype|html)/i.test(answer.text)
    throw parseFailure(who, html ? 'html' : 'not-json', { cause })
  }
  const parsed = schema.safeParse(json)
  if (parsed.success) return parsed.data
  throw parseFailure(who, 'shape', { cause: parsed.error })
}
