import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { decodeText } from './decode-text'
import type { FileEncoding } from './vocabulary'

async function decode(bytes: Buffer, encoding: FileEncoding, partBytes: number): Promise<string> {
  async function* parts() {
    for (let at = 0; at < bytes.length; at += partBytes) yield bytes.subarray(at, at + partBytes)
  }
  const out: Buffer[] = []
  for await (const part of decodeText(parts(), encoding)) out.push(part)
  return Buffer.concat(out).toString()
}

const partBytes = fc.integer({ min: 1, max: 9 })

describe('decodeText', () => {
  it.each([
    ['utf-8', (text: string) => Buffer.from(text)],
    ['utf-16le', (text: string) => Buffer.from(text, 'utf16le')],
    ['utf-16be', (text: string) => Buffer.from(text, 'utf16le').swap16()],
  ] as const)('gives back every text in %s, wherever it is cut', async (encoding, encode) => {
    await fc.assert(
      fc.asyncProperty(fc.string({ unit: 'grapheme' }), partBytes, async (text, size) => {
        expect(await decode(encode(text), encoding, size)).toBe(text)
      }),
    )
  })

  it('reads Windows-1252 as it is, not as Latin-1', async () => {
    const bytes = Buffer.from([0x80, 0x20, 0x93, 0x4a, 0xf6, 0x72, 0x67, 0x94, 0x20, 0x9f])
    expect(await decode(bytes, 'windows-1252', 3)).toBe('€ “Jörg” Ÿ')
    expect(await decode(Buffer.from([0x41, 0x81]), 'windows-1252', 3)).toBe('A\uFFFD')
  })

  it('puts a mark where bytes are no UTF-8, and leaves all around it as it was', async () => {
    const before = 'é'.repeat(40)
    const bytes = Buffer.concat([
      Buffer.from(before),
      Buffer.from([0xe4]),
      Buffer.from('x€'),
      Buffer.from([0xf0, 0x9f]),
    ])
    for (const size of [1, 2, 7, 1000]) {
      const text = await decode(bytes, 'utf-8', size)
      expect(text.startsWith(`${before}\uFFFDx€\uFFFD`)).toBe(true)
    }
  })

  it('marks half a character in UTF-16', async () => {
    expect(await decode(Buffer.from([0x41, 0x00, 0x42]), 'utf-16le', 1)).toBe('A\uFFFD')
    expect(await decode(Buffer.from([0x00, 0xd8, 0x41, 0x00]), 'utf-16le', 3)).toBe('\uFFFDA')
  })

  it('never fails, whatever the bytes are', async () => {
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ maxLength: 60 }), partBytes, async (raw, size) => {
        const bytes = Buffer.from(raw)
        const text = await decode(bytes, 'utf-8', size)
        expect(text.includes('\uFFFD') || Buffer.from(text).equals(bytes)).toBe(true)
      }),
      { numRuns: 1000 },
    )
  })
})
