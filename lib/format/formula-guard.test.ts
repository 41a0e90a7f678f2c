import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { csvCell } from './csv-cell'
import { guardFormula, unguardFormula } from './formula-guard'

describe('guardFormula', () => {
  it.each([
    ['=1+1', "'=1+1"],
    ['+cmd|calc', "'+cmd|calc"],
    ['-1+1', "'-1+1"],
    ['@SUM(A1)', "'@SUM(A1)"],
    ['\t=1', "'\t=1"],
    ['＝1', "'＝1"],
    ["'=1", "''=1"],
    ['+4912345', '+4912345'],
    ['-12.5', '-12.5'],
    ["O'Neil", "O'Neil"],
    ["'tis", "'tis"],
    ['', ''],
  ])('%j is written %j and read back', (text, guarded) => {
    expect(guardFormula(text)).toBe(guarded)
    expect(unguardFormula(guarded)).toBe(text)
  })

  it('leaves apostrophes that it did not set', () => {
    expect(unguardFormula("'0041")).toBe("'0041")
    expect(unguardFormula("'+4912345")).toBe("'+4912345")
  })

  it('is undone for every text, and is what a cell of CSV holds', () => {
    const start = fc.stringMatching(/^'{0,3}[\s=+\-@]{0,2}/)
    fc.assert(
      fc.property(start, fc.string(), (head, tail) => {
        const guarded = guardFormula(head + tail)
        expect(unguardFormula(guarded)).toBe(head + tail)
        const cell = csvCell(head + tail)
        expect(cell.startsWith('"') ? cell.slice(1, -1).replaceAll('""', '"') : cell).toBe(guarded)
      }),
      { numRuns: 3000 },
    )
  })
})
