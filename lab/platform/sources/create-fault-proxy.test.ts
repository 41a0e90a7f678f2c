import { createServer, get, type Server } from 'node:http'
import { Readable } from 'node:stream'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createFaultProxy, type FaultProxy } from './create-fault-proxy'
import type { FaultMode } from './fault-file'

let upstream: Server
let proxy: FaultProxy
let upstreamUrl = ''

beforeAll(async () => {
  upstream = createServer((request, response) => {
    if (request.url === '/stream') {
      response.writeHead(200, { 'content-type': 'application/json' })
      response.write('{"type":"ADDED"}\n')
      return
    }
    let body = ''
    request.on('data', (chunk) => {
      body += String(chunk)
    })
    request.on('end', () => {
      response.writeHead(body ? 201 : 200, { 'content-type': 'application/json', 'x-upstream': 'yes' })
      response.end(JSON.stringify({ data: { version: '2.42.0' }, url: request.url, method: request.method, body }))
    })
  })
  await new Promise<void>((resolve) => {
    upstream.listen(0, '127.0.0.1', resolve)
  })
  const address = upstream.address()
  if (address === null || typeof address === 'string') throw new Error('no port')
  upstreamUrl = `http://127.0.0.1:${address.port}`
  proxy = await createFaultProxy({ targetUrl: upstreamUrl, port: 0 })
})

afterAll(async () => {
  await proxy.close()
  upstream.closeAllConnections()
  upstream.close()
})

/** On a connection of its own: fetch keeps connections, and may hand out one that has just been cut. */
const ask = (path = '/api/v1/query?query=up', timeoutMs = 1000, base = proxy.url) =>
  new Promise<Response>((resolve, reject) => {
    const signal = AbortSignal.timeout(timeoutMs)
    const request = get(`${base}${path}`, { agent: false, signal }, (incoming) => {
      const headers = new Headers({ 'content-type': incoming.headers['content-type'] ?? '' })
      resolve(new Response(Readable.toWeb(incoming) as ReadableStream, { status: incoming.statusCode, headers }))
    })
    request.on('error', (error) => reject(signal.aborted ? signal.reason : error))
  })

const causeOf = async (attempt: Promise<unknown>): Promise<string> => {
  try {
    await attempt
    return 'answered'
  } catch (error) {
    if (!(error instanceof Error)) throw error
    const { code } = error as NodeJS.ErrnoException
    return typeof code === 'string' ? code : error.name
  }
}

describe('a fault proxy', () => {
  it('passes requests and answers on unchanged', async () => {
    await proxy.setMode('none')
    const response = await fetch(`${proxy.url}/push?a=1`, { method: 'PUT', body: 'metric 1\n' })
    expect(response.status).toBe(201)
    expect(response.headers.get('x-upstream')).toBe('yes')
    expect(await response.json()).toMatchObject({ url: '/push?a=1', method: 'PUT', body: 'metric 1\n' })
  })

  it('passes a stream on while it runs, and cuts it when the mode changes', async () => {
    await proxy.setMode('none')
    const reader = (await fetch(`${proxy.url}/stream`)).body?.getReader()
    const first = await reader?.read()
    expect(new TextDecoder().decode(first?.value)).toBe('{"type":"ADDED"}\n')
    const next = causeOf(reader?.read() ?? Promise.resolve())
    await proxy.setMode('http-500')
    expect(await next).not.toBe('answered')
  })

  it.each([
    ['http-500', 500],
    ['forbidden', 403],
    ['unauthorized', 401],
  ] as const)('%s answers %i', async (mode, status) => {
    await proxy.setMode(mode)
    expect((await ask()).status).toBe(status)
  })

  it('html answers 200 with a page', async () => {
    await proxy.setMode('html')
    const response = await ask()
    expect(response.status).toBe(200)
    expect(response.headers.get('content-type')).toContain('text/html')
    expect(await response.text()).toContain('<!doctype html>')
  })

  it('half-json answers 200 and breaks off', async () => {
    await proxy.setMode('half-json')
    const response = await ask()
    expect(response.status).toBe(200)
    const text = await response.text()
    expect(text.startsWith('{"data"')).toBe(true)
    expect(() => JSON.parse(text)).toThrow(SyntaxError)
  })

  it('slow begins at once and is not done in time', async () => {
    await proxy.setMode('slow')
    const response = await ask('/', 700)
    expect(response.status).toBe(200)
    expect(await causeOf(response.text())).not.toBe('answered')
  })

  it('timeout takes the request and says nothing', async () => {
    await proxy.setMode('timeout')
    expect(await causeOf(ask('/', 300))).toBe('TimeoutError')
  })

  it('refused refuses, and listens again on the same port', async () => {
    const { port } = proxy
    await proxy.setMode('refused')
    expect(await causeOf(ask())).toBe('ECONNREFUSED')
    await proxy.setMode('none')
    expect(proxy.port).toBe(port)
    expect((await ask()).status).toBe(200)
  })

  it('wrong-version changes what a server says of itself, nothing else', async () => {
    await proxy.setMode('wrong-version')
    expect(await (await ask('/api/v1/status/buildinfo')).json()).toMatchObject({ data: { version: '0.0.1' } })
    expect(await (await ask('/api/v1/query')).json()).toMatchObject({ data: { version: '2.42.0' } })
  })

  it('cuts the connection when nobody stands behind it', async () => {
    const lonely = await createFaultProxy({ targetUrl: 'http://127.0.0.1:9', port: 0 })
    expect(await causeOf(ask('/', 1000, lonely.url))).toBe('ECONNRESET')
    await lonely.close()
  })

  it('takes every mode one after the other', async () => {
    const modes: FaultMode[] = ['refused', 'html', 'timeout', 'refused', 'none']
    for (const mode of modes) await proxy.setMode(mode)
    expect((await ask()).status).toBe(200)
  })
})
