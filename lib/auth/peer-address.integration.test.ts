import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { notePeerAddresses, peerHeader } from './peer-address'

const server = createServer((request, response) => response.end(String(request.headers[peerHeader])))
let address: string

beforeAll(async () => {
  notePeerAddresses()
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve)
  })
  address = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
})
afterAll(() => server.close())

describe('the address of a connection', () => {
  it('comes with each request, whatever the caller claims', async () => {
    expect(await (await fetch(address)).text()).toBe('127.0.0.1')
    const claims = { [peerHeader]: '198.51.100.7', 'x-forwarded-for': '198.51.100.7' }
    expect(await (await fetch(address, { headers: claims })).text()).toBe('127.0.0.1')
  })
})
