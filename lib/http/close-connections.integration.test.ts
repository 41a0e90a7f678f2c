import { Agent, createServer, get, type IncomingMessage } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterEach, describe, expect, it } from 'vitest'
import { beginStopping, forgetStopping, onStopping } from '@/lib/env/stopping'
import { closeConnectionsWhenStopping } from './close-connections'

afterEach(() => forgetStopping())

describe('a server that stops', () => {
  it('ends although a browser goes on asking on connections that it keeps', async () => {
    closeConnectionsWhenStopping()
    const server = createServer((request, response) => {
      if (request.url !== '/stream') return response.end('ok')
      response.write('begun')
      return onStopping(() => response.end())
    })
    await new Promise<void>((resolve) => {
      server.listen(0, '127.0.0.1', resolve)
    })
    const { port } = server.address() as AddressInfo
    const agent = new Agent({ keepAlive: true, maxSockets: 2 })
    const ask = (path: string) =>
      new Promise<IncomingMessage>((resolve, reject) => {
        get({ port, agent, path, host: '127.0.0.1' }, resolve).on('error', reject)
      })
    await ask('/stream')
    const closed = new Promise<'closed'>((resolve) => {
      server.close(() => resolve('closed'))
    })
    // The other connection is in use all the time, as a page's that asks again and again.
    let asking = true
    const browser = (async () => {
      while (asking) {
        const answer = await ask('/').catch(() => null)
        if (!answer) return
        answer.resume()
        await new Promise((resolve) => answer.on('end', resolve))
      }
    })()
    beginStopping()
    // Node itself would wait for as long as the browser asks, and five seconds more.
    const tooLate = new Promise<'still open'>((resolve) => setTimeout(() => resolve('still open'), 3000))
    const outcome = await Promise.race([closed, tooLate])
    asking = false
    await browser
    agent.destroy()
    expect(outcome).toBe('closed')
  })
})
