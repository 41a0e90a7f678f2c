import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import { isFromThisMachine } from '../from-this-machine'
import { explain } from './lab-error'
import type { Supervisor } from './supervisor'

function send(response: ServerResponse, status: number, body: unknown): void {
  response.writeHead(status, { 'content-type': 'application/json' }).end(`${JSON.stringify(body)}\n`)
}

async function handle(supervisor: Supervisor, request: IncomingMessage, response: ServerResponse): Promise<void> {
  if (!isFromThisMachine(request.headers)) return send(response, 403, { message: 'Only for programs on this machine.' })
  const path = (request.url ?? '/').split('?')[0]
  if (request.method === 'GET' && path === '/parts') return send(response, 200, { parts: supervisor.list() })
  const [, name, verb] = /^\/parts\/([a-z-]+)\/(stop|start)$/.exec(path ?? '') ?? []
  if (request.method !== 'POST' || !name) {
    return send(response, 404, { message: 'GET /parts, POST /parts/<name>/stop, POST /parts/<name>/start' })
  }
  const state = await (verb === 'stop' ? supervisor.stop(name) : supervisor.start(name))
  if (state) return send(response, 200, state)
  const names = supervisor.list().map((part) => part.name)
  send(response, 404, { message: `There is no part ${name}. Parts: ${names.join(', ')}.` })
}

/** The supervisor's HTTP interface on loopback. Resolves when it listens. */
export function startControlServer(supervisor: Supervisor, port: number): Promise<Server> {
  const server = createServer((request, response) => {
    handle(supervisor, request, response).catch((error: unknown) => send(response, 500, { message: explain(error) }))
  })
  return new Promise((resolve, reject) => {
    server.once('error', reject)
    server.listen(port, '127.0.0.1', () => resolve(server))
  })
}
