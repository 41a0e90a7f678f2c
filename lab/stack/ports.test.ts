import { createServer, type Server } from 'node:net'
import { afterEach, describe, expect, it } from 'vitest'
import { Ports } from './ports'

const FIRST = 28_400
const open: Server[] = []
const pools: Ports[] = []

function listen(port: number, host: string): Promise<boolean> {
  return new Promise((resolve) => {
    const server = createServer()
    server.once('error', () => resolve(false))
    server.listen({ port, host }, () => {
      open.push(server)
      resolve(true)
    })
  })
}

function makePorts(): Ports {
  const ports = new Ports()
  pools.push(ports)
  return ports
}

afterEach(async () => {
  await Promise.all(pools.splice(0).map((ports) => ports.releaseAll()))
  await Promise.all(open.splice(0).map((server) => new Promise((resolve) => server.close(resolve))))
})

describe('Ports', () => {
  it('gives the next free port when the preferred one is taken', async () => {
    const first = await makePorts().reserve('a', FIRST)
    const second = await makePorts().reserve('a', FIRST)
    expect(second).toBeGreaterThan(first)
  })

  it('takes a port for taken that something on IPv6 loopback has', async (context) => {
    const free = await makePorts().reserve('probe', FIRST)
    await pools[0]?.releaseAll()
    if (!(await listen(free, '::1'))) context.skip('this machine has no IPv6 loopback')
    expect(await makePorts().reserve('a', free)).not.toBe(free)
  })

  it('never gives two names the same port, even after one was let go', async () => {
    const ports = makePorts()
    const first = await ports.reserve('a', FIRST)
    await ports.release('a')
    expect(await ports.reserve('b', first)).not.toBe(first)
  })

  it('holds a port until it is released, then lets its part listen', async () => {
    const ports = makePorts()
    const port = await ports.reserve('a', FIRST)
    expect(await listen(port, '127.0.0.1')).toBe(false)
    expect(await ports.release('a')).toBe(port)
    expect(await listen(port, '127.0.0.1')).toBe(true)
    expect(await ports.release('a')).toBe(port)
  })

  it('counts UDP apart from TCP, and holds it too', async () => {
    const port = await makePorts().reserve('tcp', FIRST)
    expect(await makePorts().reserve('udp', port, 'udp')).toBe(port)
    expect(await makePorts().reserve('udp', port, 'udp')).toBe(port + 1)
  })

  it('says what to do when there is no port left', async () => {
    const ports = makePorts()
    await ports.reserve('a', 65_535)
    await expect(ports.reserve('b', 65_535)).rejects.toThrow(/No free port from 65535 on for b.*--port/)
  })
})
