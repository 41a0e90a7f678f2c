import 'server-only'
import { createServer, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'

export type Health = { ok: boolean; details: object }

export type HealthOptions = {
  port: number
  /** The process lives: not ok means that restarting it is the cure. */
  live: () => Health
  /** It does its work now. */
  ready: () => Promise<Health>
  metrics: () => Promise<{ contentType: string; text: string }>
}

function answerJson(response: ServerResponse, { ok, details }: Health): void {
  response.writeHead(ok ? 200 : 503, { 'content-type': 'application/json', 'cache-control': 'no-store' })
  response.end(JSON.stringify({ status: ok ? 'ok' : 'failing', ...details }))
}

/** Serves /healthz, /readyz and /metrics. Resolves when it listens; rejects when the port is taken. */
export async function startHealthServer(options: HealthOptions): Promise<{ port: number; close: () => Promise<void> }> {
  const routes: Record<string, (response: ServerResponse) => Promise<void>> = {
    '/healthz': async (response) => answerJson(response, options.live()),
    '/readyz': async (response) => answerJson(response, await options.ready()),
    '/metrics': async (response) => {
      const { contentType, text } = await options.metrics()
      response.writeHead(200, { 'content-type': contentType }).end(text)
    },
  }
  const server = createServer((request, response) => {
    const route = routes[(request.url ?? '').split('?', 1)[0] ?? '']
    if (!route || (request.method !== 'GET' && request.method !== 'HEAD')) {
      response.writeHead(404).end()
      return
    }
    route(response).catch(() => {
      if (!response.headersSent) response.writeHead(500)
      response.end()
    })
  })
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(options.port, resolve)
  })
  const { port } = server.address() as AddressInfo
  return {
    port,
    close: async () => {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}
