import { describe, expect, it } from 'vitest'
import { requireSameOrigin } from './same-origin'

const consoleUrl = 'https://console.example'
const asked = (headers: Record<string, string>, method = 'POST') =>
  requireSameOrigin(new Request('http://10.0.0.5:3000/api/x', { method, headers }), consoleUrl)

describe('requireSameOrigin', () => {
  it.each([
    [{}],
    [{ 'sec-fetch-site': 'same-origin', origin: 'https://console.example' }],
    [{ 'sec-fetch-site': 'none' }],
    [{ origin: 'http://10.0.0.5:3000' }],
    [{ host: 'patchboard.internal:3000', origin: 'http://patchboard.internal:3000' }],
    // A proxy that takes TLS off changes the scheme, not the host.
    [{ host: 'console.example', origin: 'https://console.example' }],
  ])('lets %j through', (headers) => expect(() => asked(headers)).not.toThrow())

  it.each([
    [{ 'sec-fetch-site': 'cross-site' }],
    [{ 'sec-fetch-site': 'same-site', origin: 'https://wiki.example' }],
    [{ origin: 'https://wiki.example' }],
    [{ origin: 'https://console.example.evil' }],
    [{ origin: 'https://console.example:8443' }],
    [{ origin: 'null' }],
    [{ 'sec-fetch-site': 'same-site', origin: 'https://console.example' }],
  ])('refuses %j', (headers) => {
    for (const method of ['POST', 'PUT', 'PATCH', 'DELETE']) {
      expect(() => asked(headers, method)).toThrow('comes from a page of another site')
    }
  })

  it('lets everybody read: links from other sites lead here', () => {
    for (const method of ['GET', 'HEAD']) expect(() => asked({ 'sec-fetch-site': 'cross-site' }, method)).not.toThrow()
  })
})
