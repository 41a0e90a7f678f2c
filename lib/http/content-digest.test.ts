import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { formatDigest, parseDigests } from './content-digest'

const ofNothing = 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855'

describe('a digest as a field', () => {
  it('is written as RFC 9530 has it', () => {
    expect(formatDigest({ algorithm: 'sha-256', hex: ofNothing })).toBe(
      'sha-256=:47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=:',
    )
  })

  it('comes back as it was written, whatever it is', () => {
    const bytes = (length: number) => fc.uint8Array({ minLength: length, maxLength: length })
    const digest = fc.oneof(
      bytes(32).map((value) => ({ algorithm: 'sha-256' as const, hex: Buffer.from(value).toString('hex') })),
      bytes(64).map((value) => ({ algorithm: 'sha-512' as const, hex: Buffer.from(value).toString('hex') })),
    )
    fc.assert(
      fc.property(fc.array(digest, { minLength: 1 }), (digests) => {
        expect(parseDigests(digests.map(formatDigest).join(', '))).toEqual(digests)
      }),
    )
  })

  it('passes over algorithms that nobody should rely on', () => {
    expect(parseDigests('unixsum=:AAA=:, md5=:AAAAAAAAAAAAAAAAAAAAAA==:')).toEqual([])
  })

  it.each(['', 'sha-256', 'sha-256=', 'sha-256=::', `sha-256=${ofNothing}`, 'sha-256=:AAAA:', 'sha-256=:A:', ', ,'])(
    'is none when it reads %j',
    (field) => {
      expect(parseDigests(field)).toBeNull()
    },
  )

  it('never throws', () => {
    fc.assert(fc.property(fc.string(), (field) => void parseDigests(field)))
    fc.assert(fc.property(fc.base64String(), (text) => void parseDigests(`sha-256=:${text}:`)))
  })
})
