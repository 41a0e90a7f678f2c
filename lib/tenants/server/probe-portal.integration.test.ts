import { createSocket } from 'node:dgram'
import { createServer, type RequestListener, type Server } from 'node:http'
import {
  type AddressInfo,
  createServer as createTcpServer,
  type LookupFunction,
  type Server as TcpServer,
} from 'node:net'
import { createServer as createTlsServer } from 'node:tls'
import { afterEach, describe, expect, it } from 'vitest'
import { freePort } from '@/lib/testing/database'
import { isBlockedAddress, portalLookup } from './portal-lookup'
import { probePortal } from './probe-portal'

const running: { close: () => void }[] = []

afterEach(() => {
  for (const server of running.splice(0)) server.close()
})

function portOf(server: { address: () => AddressInfo | string | null }): number {
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('the server has no port')
  return address.port
}

async function listen(server: Server | TcpServer): Promise<string> {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  running.push({
    close: () => {
      if ('closeAllConnections' in server) server.closeAllConnections()
      server.close()
    },
  })
  return `http://127.0.0.1:${portOf(server)}/`
}

const serve = (listener: RequestListener) => listen(createServer(listener))
/** A server below HTTP; sockets die with the test. */
const serveTcp = (onText: (socket: import('node:net').Socket) => void) =>
  listen(
    createTcpServer((socket) => {
      running.push({ close: () => socket.destroy() })
      socket.on('error', () => undefined)
      onText(socket)
    }),
  )

const lookup = portalLookup([])
const probe = (url: string, timeoutMs = 2000) => probePortal(url, { timeoutMs, lookup })

describe('a portal that answers', () => {
  it.each([200, 204, 301, 302, 403, 404, 500, 503])('counts with its own code %i', async (code) => {
    let requests = 0
    const url = await serve((_request, response) => {
      requests += 1
      response.writeHead(code, { location: '/elsewhere' }).end('page')
    })
    expect(await probe(url)).toMatchObject({ status: code, failure: null })
    expect(requests).toBe(1)
  })

  it('closes the connection and says who asks', async () => {
    let headers: Record<string, unknown> = {}
    const url = await serve((request, response) => {
      headers = request.headers
      response.end()
    })
    await probe(url)
    expect(headers).toMatchObject({ connection: 'close', 'user-agent': 'patchboard-portal-probe' })
  })

  it('may send a page without end: none of it is read', async () => {
    let closed = false
    const url = await serve((_request, response) => {
      const flood = () => {
        while (!response.destroyed && response.write(Buffer.alloc(64 * 1024)));
      }
      response.writeHead(200)
      response.on('drain', flood)
      response.on('close', () => {
        closed = true
      })
      flood()
    })
    expect(await probe(url)).toMatchObject({ status: 200 })
    await expect.poll(() => closed).toBe(true)
  })

  it('may trickle its page: the head is the answer', async () => {
    const url = await serve((_request, response) => {
      response.writeHead(503)
      response.write('a')
    })
    const { status, durationSeconds } = await probe(url)
    expect(status).toBe(503)
    expect(durationSeconds).toBeLessThan(1)
  })
})

describe('a portal that does not answer', () => {
  it('refuses', async () => {
    expect(await probe(`http://127.0.0.1:${await freePort()}/`)).toMatchObject({ status: null, failure: 'refused' })
  })

  it('keeps silent', async () => {
    const url = await serve(() => undefined)
    const outcome = await probe(url, 300)
    expect(outcome).toMatchObject({ status: null, failure: 'timeout' })
    expect(outcome.durationSeconds).toBeGreaterThanOrEqual(0.29)
    expect(outcome.durationSeconds).toBeLessThan(1.5)
  })

  it('trickles its head, byte by byte, past the deadline', async () => {
    const url = await serveTcp((socket) => {
      const text = `HTTP/1.1 200 OK\r\nx-slow: ${'x'.repeat(10_000)}`
      let at = 0
      const timer = setInterval(() => {
        socket.write(text.charAt(at))
        at += 1
      }, 20)
      socket.on('close', () => clearInterval(timer))
    })
    expect(await probe(url, 400)).toMatchObject({ status: null, failure: 'timeout' })
  })

  it.each([
    ['closes at once', (socket: import('node:net').Socket) => socket.destroy()],
    ['answers something else', (socket: import('node:net').Socket) => socket.end('SSH-2.0-OpenSSH_9.2\r\n')],
    ['stops in the middle of its head', (socket: import('node:net').Socket) => socket.end('HTTP/1.1 200 OK\r\nx-half')],
    [
      'sends a head without end',
      (socket: import('node:net').Socket) => socket.write(`HTTP/1.1 200 OK\r\nx: ${'x'.repeat(200_000)}`),
    ],
  ])('%s', async (_how, behave) => {
    const url = await serveTcp((socket) => {
      socket.once('data', () => behave(socket))
    })
    expect(await probe(url)).toMatchObject({ status: null, failure: 'network' })
  })

  it('has no TLS where https is asked', async () => {
    const url = await serve((_request, response) => response.end())
    expect(await probe(url.replace('http:', 'https:'))).toMatchObject({ status: null, failure: 'tls' })
  })

  it('breaks the TLS handshake', async () => {
    const server = createTlsServer({ ciphers: 'ALL' })
    server.on('tlsClientError', () => undefined)
    const url = await listen(server)
    expect(await probe(url.replace('http:', 'https:'))).toMatchObject({ status: null, failure: 'tls' })
  })

  it('is no web address', async () => {
    expect(await probe('ftp://127.0.0.1/')).toMatchObject({ status: null, failure: 'network' })
    expect(await probe('nonsense')).toMatchObject({ status: null, failure: 'network' })
  })
})

type DnsAnswer = 'address' | 'unknown' | 'refused' | 'silent'

/** A name server that gives every question the same answer (RFC 1035): an A record, NXDOMAIN, REFUSED, or nothing. */
async function nameServer(kind: DnsAnswer, address = '127.0.0.1'): Promise<string> {
  const socket = createSocket('udp4')
  socket.on('message', (question, from) => {
    if (kind === 'silent') return
    const end = question.indexOf(0, 12) + 5
    const isA = question.readUInt16BE(end - 4) === 1
    const header = Buffer.from(question.subarray(0, 12))
    const code = { address: 0, unknown: 3, refused: 5 }[kind]
    header.writeUInt16BE(0x8180 | code, 2)
    header.writeUInt16BE(kind === 'address' && isA ? 1 : 0, 6)
    header.writeUInt32BE(0, 8)
    const record = Buffer.from([0xc0, 12, 0, 1, 0, 1, 0, 0, 0, 30, 0, 4, ...address.split('.').map(Number)])
    const body = kind === 'address' && isA ? record : Buffer.alloc(0)
    socket.send(Buffer.concat([header, question.subarray(12, end), body]), from.port, from.address)
  })
  await new Promise<void>((resolve) => socket.bind(0, '127.0.0.1', resolve))
  running.push(socket)
  return `127.0.0.1:${portOf(socket)}`
}

describe('a portal by name', () => {
  it('is found through the given name servers', async () => {
    const url = await serve((_request, response) => response.writeHead(204).end())
    const named = url.replace('127.0.0.1', 't2100.portal.test')
    const outcome = await probePortal(named, { timeoutMs: 2000, lookup: portalLookup([await nameServer('address')]) })
    expect(outcome).toMatchObject({ status: 204 })
  })

  it.each(['unknown', 'refused'] as const)('is not found when they say %s', async (kind) => {
    const options = { timeoutMs: 2000, lookup: portalLookup([await nameServer(kind)]) }
    expect(await probePortal('http://t2100.portal.test/', options)).toMatchObject({ status: null, failure: 'dns' })
  })

  it('ends in time when they keep silent', async () => {
    const options = { timeoutMs: 300, lookup: portalLookup([await nameServer('silent')]) }
    expect(await probePortal('http://t2100.portal.test/', options)).toMatchObject({ status: null, failure: 'timeout' })
  })

  it('is not found by the system either', async () => {
    expect(await probe('http://no-such-portal.invalid/')).toMatchObject({ status: null, failure: 'dns' })
  })

  it('is not called when its name leads to the machine’s own credentials', async () => {
    const metadata = portalLookup([await nameServer('address', '169.254.169.254')])
    const outcome = await probePortal('http://rebind.portal.test/', { timeoutMs: 2000, lookup: metadata })
    expect(outcome).toMatchObject({ status: null, failure: 'blocked' })
  })
})

describe('blocked addresses', () => {
  it.each([
    'http://169.254.169.254/latest/',
    'http://[fd00:ec2::254]/',
    'http://[::ffff:169.254.169.254]/',
    'http://0xa9fea9fe/',
  ])('%s is not called', async (url) => expect(await probe(url)).toMatchObject({ status: null, failure: 'blocked' }))

  it.each([
    ['169.254.0.1', true],
    ['::ffff:169.254.169.254', true],
    ['fe80::1', true],
    ['0.0.0.0', true],
    ['10.0.0.1', false],
    ['127.0.0.1', false],
    ['fd00:ec2::253', false],
    ['portal.example', false],
  ])('%s: %s', (address, expected) => expect(isBlockedAddress(address)).toBe(expected))

  it('tries the next address when only the first is blocked', async () => {
    const both: LookupFunction = portalLookup([await nameServer('address', '127.0.0.1')])
    const found = await new Promise((resolve) =>
      both('x.test', { all: true }, (_error, addresses) => resolve(addresses)),
    )
    expect(found).toEqual([{ address: '127.0.0.1', family: 4 }])
  })
})
