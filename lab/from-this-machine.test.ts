import { describe, expect, it } from 'vitest'
import { isFromThisMachine } from './from-this-machine'

describe('isFromThisMachine', () => {
  it.each(['127.0.0.1:3003', 'localhost', '[::1]:3003'])('lets programs in that ask %s', (host) => {
    expect(isFromThisMachine({ host })).toBe(true)
  })

  it.each([
    ['a page of another site', { host: '127.0.0.1:3003', origin: 'https://evil.example' }],
    ['a page of this machine', { host: '127.0.0.1:3003', origin: 'http://localhost:3000' }],
    ['a name that was pointed at this machine', { host: 'evil.example:3003' }],
    ['a name that only begins like it', { host: 'localhost.evil.example' }],
    ['no name at all', {}],
  ])('keeps out %s', (_, headers) => {
    expect(isFromThisMachine(headers)).toBe(false)
  })
})
