import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { builtInFormat, numberFormat, numberText } from './number-format'

const shown = (value: string, code: string, is1904 = false) => numberText(value, numberFormat(code), is1904)

describe('a number of a sheet', () => {
  it.each([
    ['43', 'General', '43'],
    ['43', '00000000', '00000043'],
    ['41610000043', '\\+0', '+41610000043'],
    ['41610000043', '"+"0', '+41610000043'],
    ['41610000043', '+0', '+41610000043'],
    ['7', '[Red]000;-000', '007'],
    ['43', '#,##0', '43'],
    ['43', '0.00', '43'],
    ['1.5', '0000', '1.5'],
    ['-3', '000', '-3'],
    ['4.1610000043E10', 'General', '41610000043'],
    ['999999999999999', 'General', '999999999999999'],
    // Sixteen digits are one more than a spreadsheet keeps.
    ['1234567890123450', 'General', '1.23456789012345E+15'],
    ['1.23E+20', '0', '1.23E+20'],
    ['46356', 'yyyy-mm-dd', '2026-11-30'],
    ['46356.34375', 'd.m.yy h:mm', '2026-11-30 08:15:00'],
    ['0.34375', 'h:mm', '08:15:00'],
    ['44894', 'd/m/yyyy', '2026-11-30', true],
    ['30', '0" days"', '30'],
    ['30', '[$-409]d-mmm', '1900-01-29'],
    ['many', '000', 'many'],
    ['', '000', ''],
  ])('%s as %s is shown as %s', (value, code, expected, is1904 = false) => {
    expect(shown(value, code, is1904)).toBe(expected)
  })

  it('has built-in formats for points in time', () => {
    expect([0, 1, 14, 22, 45, 49, 58].map((id) => builtInFormat(id).kind)).toEqual([
      'digits',
      'digits',
      'time',
      'time',
      'time',
      'digits',
      'time',
    ])
  })

  it('keeps every digit that a spreadsheet keeps', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 999_999_999_999_999 }),
        fc.integer({ min: 1, max: 20 }),
        (value, digits) => {
          expect(shown(String(value), '0')).toBe(String(value))
          expect(shown(String(value), '0'.repeat(digits))).toBe(String(value).padStart(digits, '0'))
        },
      ),
    )
  })

  it('takes any code without failing', () => {
    fc.assert(
      fc.property(fc.string(), fc.string(), (value, code) => typeof shown(value, code) === 'string'),
      {
        numRuns: 2000,
      },
    )
  })
})
