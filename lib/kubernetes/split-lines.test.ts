import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { splitLines } from './split-lines'

async function* pieces(bytes: Buffer, cuts: readonly number[]): AsyncGenerator<Uint8Array> {
  let from = 0
  for (const cut of [...cuts, bytes.byteLength].sort((a, b) => a - b)) {
    yield bytes.subarray(from, cut)
    from = cut
  }
}

async function collect(stream: AsyncIterable<Uint8Array>, maxBytes = 1e6): Promise<string[]> {
  const lines: string[] = []
  for await (const batch of splitLines(stream, maxBytes)) lines.push(...batch)
  return lines
}

describe('splitLines', () => {
  it('gives the same lines however the stream is cut, also inside a character', async () => {
    const line = fc.string({ unit: fc.constantFrom('a', 'ä', '😀', '"', ' ') }).filter((text) => text.trim() !== '')
    await fc.assert(
      fc.asyncProperty(fc.array(line), fc.array(fc.nat(200)), async (lines, cuts) => {
        const bytes = Buffer.from(lines.map((text) => `${text}\n`).join(''))
        const inside = cuts.map((cut) => Math.min(cut, bytes.byteLength))
        expect(await collect(pieces(bytes, inside))).toEqual(lines)
      }),
    )
  })

  it('drops half a line at the end', async () => {
    expect(await collect(pieces(Buffer.from('{"a":1}\n{"b":'), [3, 9]))).toEqual(['{"a":1}'])
  })

  it('yields an empty batch for a piece without a line break: a sign of life', async () => {
    const batches: string[][] = []
    for await (const batch of splitLines(pieces(Buffer.from('abc\n'), [1, 2]), 100)) batches.push(batch)
    expect(batches).toEqual([[], [], ['abc']])
  })

  it('refuses a line without an end', async () => {
    await expect(collect(pieces(Buffer.alloc(500, 'x'), [100, 200, 300]), 250)).rejects.toThrow(RangeError)
  })
})
