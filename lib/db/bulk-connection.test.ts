import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { copyCell } from './bulk-connection'

/** As PostgreSQL reads it. */
const read = (cell: string) =>
  cell.replace(/\\(.)/g, (_, character: string) => ({ n: '\n', r: '\r', t: '\t' })[character] ?? character)

describe('copyCell', () => {
  it.each([
    [null, '\\N'],
    [7, '7'],
    ['', ''],
    ['Ada', 'Ada'],
    ['\\N', '\\\\N'],
    ['a\tb\nc\r\\', 'a\\tb\\nc\\r\\\\'],
  ])('%j becomes %j', (value, cell) => {
    expect(copyCell(value)).toBe(cell)
  })

  it('keeps every text in one cell of one line, and never takes a text for nothing', () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom('\\', '\n', '\r', '\t', 'N', 'a', '.') }), (text) => {
        const cell = copyCell(text)
        expect(cell).not.toMatch(/[\n\r\t]/)
        expect(cell).not.toBe('\\N')
        expect(read(cell)).toBe(text)
      }),
    )
  })
})
