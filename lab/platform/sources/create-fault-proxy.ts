import { once } from 'node:events'
import {
  createServer,
  type IncomingMessage,
  request as requestUpstream,
  type Server,
  type ServerResponse,
} from 'node:http'
import type { Socket } from 'node:net'
import { pipeline } from 'node:stream/promises'
import type { FaultMode } from './fault-file'
import { halfOf, isVersionPath, oldVersion, sendError, sendHtml, trickle } from './wrong-answers'

export interface FaultProxyOptions {
  /** Plain HTTP only: the lab's servers speak nothing else. */
  targetUrl: string
  /** 0: any free one. Always on 127.0.0.1. */
  port: number
}

export interface FaultProxy {
  readonly url: string
  readonly port: number
  readonly mode: FaultMode
  /** Cuts every connection, so that streams under way feel it too. Resolves when the new mode holds. */
  setMode: (mode: FaultMode) => Promise<void>
  close: () => Promise<void>
}

/** Passes everything on unchanged, streams included, until a mode says otherwise. Resolves when it listens. */
export async function createFaultProxy({ targetUrl, port }: FaultProxyOptions): Promise<FaultProxy> {
  const target = new URL(targetUrl)
  const sockets = new Set<Socket>()
  let mode: FaultMode = 'none'
  const server = createServer((request, response) => {
    answer(target, mode, request, response).catch(() => request.socket.resetAndDestroy())
  })
  server.on('connection', (socket) => {
    sockets.add(socket)
    socket.once('close', () => sockets.delete(socket))
  })
  // A client that goes away in the middle of a request is no fault of ours.
  server.on('clientError', (_error, socket) => socket.destroy())
  const cut = () => {
    for (const socket of sockets) socket.destroy()
  }
  const ownPort = await listen(server, port)
  const stopListening = async () => {
    if (!server.listening) return
    const closed = once(server, 'close')
    server.close()
    cut()
    await closed
  }
  return {
    url: `http://127.0.0.1:${ownPort}`,
    port: ownPort,
    get mode() {
      return mode
    },
    setMode: async (next) => {
      if (next === mode) return
      mode = next
      if (next === 'refused') await stopListening()
      else if (!server.listening) await listen(server, ownPort)
      cut()
    },
    close: stopListening,
  }
}

async function listen(server: Server, port: number): Promise<number> {
  server.listen(port, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('the fault proxy listens on no port')
  return address.port
}

async function answer(target: URL, mode: FaultMode, request: IncomingMessage, response: ServerResponse): Promise<void> {
  if (mode === 'timeout') return
  if (mode === 'http-500') return sendError(response, 500)
  if (mode === 'forbidden') return sendError(response, 403)
  if (mode === 'unauthorized') return sendError(response, 401)
  if (mode === 'html') return sendHtml(response)
  const upstream = await forward(target, mode, request)
  if (mode === 'half-json' || mode === 'slow') return sendDamaged(mode, upstream, response)
  if (mode === 'wrong-version' && isVersionPath(request.url ?? '')) return sendOldVersion(upstream, response)
  response.writeHead(upstream.statusCode ?? 502, upstream.headers)
  response.flushHeaders()
  await pipeline(upstream, response)
}

/** Throws when nobody answers there: the client's connection is then reset, as a proxy that stands for a server must. */
async function forward(target: URL, mode: FaultMode, request: IncomingMessage): Promise<IncomingMessage> {
  const headers = { ...request.headers, host: target.host }
  // What is to be damaged must come as plain text.
  if (mode !== 'none') delete headers['accept-encoding']
  const outgoing = requestUpstream({
    hostname: target.hostname,
    port: target.port,
    path: request.url,
    method: request.method,
    headers,
  })
  request.socket.once('close', () => outgoing.destroy())
  const answered = once(outgoing, 'response')
  await Promise.all([pipeline(request, outgoing), answered])
  const [upstream] = await answered
  return upstream as IncomingMessage
}

async function readAll(upstream: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = []
  for await (const chunk of upstream) chunks.push(Buffer.from(chunk))
  return Buffer.concat(chunks)
}

async function sendDamaged(mode: 'half-json' | 'slow', upstream: IncomingMessage, response: ServerResponse) {
  const body = await readAll(upstream)
  response.writeHead(upstream.statusCode ?? 502, { 'content-type': upstream.headers['content-type'] ?? 'text/plain' })
  if (mode === 'half-json') response.end(halfOf(body))
  else await trickle(response, body)
}

async function sendOldVersion(upstream: IncomingMessage, response: ServerResponse): Promise<void> {
  const body = oldVersion((await readAll(upstream)).toString('utf8'))
  response.writeHead(upstream.statusCode ?? 502, { 'content-type': 'application/json' }).end(body)
}
