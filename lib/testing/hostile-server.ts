import { createServer, type IncomingMessage, type RequestListener, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'

export type TestServer = {
  url: string
  /** Requests so far: method and address. */
  requests: string[]
  close: () => Promise<void>
}

/** A server of this process on a free port of the loopback interface. */
export async function startServer(listener: RequestListener): Promise<TestServer> {
  const requests: string[] = []
  const server = createServer((request, response) => {
    requests.push(`${request.method} ${request.url}`)
    listener(request, response)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  return {
    url: `http://127.0.0.1:${port}`,
    requests,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}

/** An address of the loopback interface on which nothing listens. */
export async function refusingUrl(): Promise<string> {
  const server = await startServer(() => {})
  await server.close()
  return server.url
}

type Behaviour = (request: IncomingMessage, response: ServerResponse) => void

/** A gap between the bytes of a trickle that no idle timeout would notice. */
const trickleMs = 10

/** Ways in which something that should answer with JSON does not. */
export const hostileBehaviours = {
  'never answers': () => {},
  'answers 500': (_request, response) => response.writeHead(500, { 'content-type': 'text/plain' }).end('boom'),
  'asks for credentials': (_request, response) => response.writeHead(401).end('{}'),
  forbids: (_request, response) => response.writeHead(403).end('{}'),
  'redirects to a sign-in page': (_request, response) => response.writeHead(302, { location: '/login' }).end(),
  'sends a web page': (_request, response) =>
    response.writeHead(200, { 'content-type': 'text/html' }).end('<!doctype html><title>Sign in</title>'),
  'sends half a JSON': (_request, response) =>
    response.writeHead(200, { 'content-type': 'application/json' }).end('{"status":"success","data":{"resul'),
  'breaks off in the middle': (_request, response) => {
    response.writeHead(200, { 'content-type': 'application/json', 'content-length': '1000' })
    response.write('{"status":', () => response.destroy())
  },
  'sends another shape': (_request, response) =>
    response.writeHead(200, { 'content-type': 'application/json' }).end('{"hello":"world"}'),
  'sends too much': (_request, response) => {
    response.writeHead(200, { 'content-type': 'application/json' })
    response.end(`{"padding":"${'x'.repeat(200_000)}"}`)
  },
  trickles: (_request, response) => {
    response.writeHead(200, { 'content-type': 'application/json' })
    response.write('{"data":"')
    const timer = setInterval(() => response.write('x'), trickleMs)
    response.on('close', () => clearInterval(timer))
  },
} satisfies Record<string, Behaviour>
export type HostileBehaviour = keyof typeof hostileBehaviours

/** What each must be reported as; `undefined` status for everything that is not kind `http`. */
export const expectedFailures: Readonly<Record<HostileBehaviour, { kind: string; httpStatus?: number; says: RegExp }>> =
  {
    'never answers': { kind: 'timeout', says: /did not finish its answer within 0\.5 s/ },
    'answers 500': { kind: 'http', httpStatus: 500, says: /status 500/ },
    'asks for credentials': { kind: 'http', httpStatus: 401, says: /credentials \(401\)/ },
    forbids: { kind: 'http', httpStatus: 403, says: /does not permit this to us \(403\)/ },
    'redirects to a sign-in page': { kind: 'http', httpStatus: 302, says: /redirects elsewhere \(302\)/ },
    'sends a web page': { kind: 'parse', says: /web page instead of data/ },
    'sends half a JSON': { kind: 'parse', says: /not whole JSON/ },
    'breaks off in the middle': { kind: 'network', says: /broke the connection off|cannot be reached/ },
    'sends another shape': { kind: 'parse', says: /form that this console does not know/ },
    'sends too much': { kind: 'parse', says: /more than 0\.1 MB/ },
    trickles: { kind: 'timeout', says: /did not finish its answer within 0\.5 s/ },
  }

/** Limits that make hostile servers fail fast. */
export const hostileLimits = { timeoutMs: 500, maxResponseBytes: 100_000 }
