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
  const outgoing = httpRequest(`${url}${path}`, { method, headers, agent: false })
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
  ended: Promise<unknown>
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
  const ended = once(response, 'close')
  const waitFor = async (count: number) => {
    while (frames.length < count) {
      const hasEnded = await Promise.race([once(response, 'frames').then(() => false), ended.then(() => true)])
      if (hasEnded && frames.length < count) throw new Error(`watch ended after ${frames.length} of ${count} frames`)
    }
  }
  return { status: response.statusCode ?? 0, headers: response.headers, frames, waitFor, ended, response }
}
