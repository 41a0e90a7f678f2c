import { once } from 'node:events'
import { request as httpRequest, type IncomingHttpHeaders, type IncomingMessage } from 'node:http'
import type { KubernetesObject } from './kubernetes-object'
import { createSeededUids } from './seeded-uid'
import { createKubernetesApi, type KubernetesApi, type KubernetesApiOptions } from './server'
import { ObjectStore, type ObjectStoreOptions } from './store'

/** A running server and a bare HTTP client, for this folder's tests. */

export interface RunningApi {
  url: string
  store: ObjectStore
  api: KubernetesApi
  close: () => Promise<void>
}

type StartOptions = Omit<KubernetesApiOptions, 'store'> & Pick<ObjectStoreOptions, 'historyLimit'>

export async function startApi({ historyLimit, ...options }: StartOptions): Promise<RunningApi> {
  const store = new ObjectStore({ newUid: createSeededUids(7), now: options.now, historyLimit })
  const api = createKubernetesApi({ ...options, store })
  const { url, close } = await api.listen()
  return { url, store, api, close }
}

export interface TestRequest {
  method?: string
  path: string
  headers?: Record<string, string>
  body?: string
}

export interface TestAnswer {
  status: number
  headers: IncomingHttpHeaders
  text: string
}

export async function request(url: string, options: TestRequest): Promise<TestAnswer> {
  const response = await send(url, options)
  let text = ''
  for await (const chunk of response.setEncoding('utf8')) text += chunk
  return { status: response.statusCode ?? 0, headers: response.headers, text }
}

async function send(url: string, { method = 'GET', path, headers, body }: TestRequest): Promise<IncomingMessage> {
  // Said outright: Node sends a DELETE's body without a length otherwise.
  const length = body === undefined ? {} : { 'Content-Length': String(Buffer.byteLength(body)) }
  const outgoing = httpRequest(`${url}${path}`, { method, headers: { ...headers, ...length }, agent: false })
  outgoing.end(body)
  const [response] = await once(outgoing, 'response')
  return response
}

export interface WatchFrame {
  type: string
  object: KubernetesObject
}

export interface OpenWatch {
  status: number
  headers: IncomingHttpHeaders
  frames: WatchFrame[]
  /** Resolves when at least that many frames have come; rejects when the stream ends before. */
  waitFor: (count: number) => Promise<void>
  ended: Promise<void>
  response: IncomingMessage
}

export async function openWatch(
  url: string,
  path: string,
  token: string,
  accept = 'application/json',
): Promise<OpenWatch> {
  const response = await send(url, { path, headers: { Accept: accept, Authorization: `Bearer ${token}` } })
  const frames: WatchFrame[] = []
  let rest = ''
  response.setEncoding('utf8').on('data', (chunk: string) => {
    const lines = (rest + chunk).split('\n')
    rest = lines.pop() ?? ''
    for (const line of lines) frames.push(JSON.parse(line))
    response.emit('frames')
  })
  // A server that closes the connection is an end like any other here, not a failure.
  response.on('error', () => {})
  const ended = new Promise<void>((resolve) => response.once('close', resolve))
  const waitFor = async (count: number) => {
    let hasEnded = false
    while (frames.length < count && !hasEnded) {
      const more = new Promise<boolean>((resolve) => response.once('frames', () => resolve(false)))
      hasEnded = await Promise.race([more, ended.then(() => true)])
    }
    if (frames.length < count) throw new Error(`watch ended after ${frames.length} of ${count} frames`)
  }
  return { status: response.statusCode ?? 0, headers: response.headers, frames, waitFor, ended, response }
}

export interface CallOptions {
  body?: unknown
  token?: string
  accept?: string
  type?: string
}

/** One request in short: an operator's, with a JSON body, and the answer read. */
export async function call(
  url: string,
  method: string,
  path: string,
  { body, token = 'operator', accept, type }: CallOptions = {},
) {
  const answer = await request(url, {
    method,
    path,
    headers: {
      ...(token ? { Authorization: `Bearer ${token}` } : {}),
      ...(accept ? { Accept: accept } : {}),
      'Content-Type': type ?? 'application/json',
    },
    body: body === undefined ? undefined : typeof body === 'string' ? body : JSON.stringify(body),
  })
  const isJson = answer.headers['content-type'] === 'application/json'
  return { ...answer, body: isJson ? JSON.parse(answer.text) : undefined }
}
