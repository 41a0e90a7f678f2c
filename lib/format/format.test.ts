import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { formatBytes } from './bytes'
import { formatAge, formatDuration } from './duration'
import {
  formatCompact,
  formatExactNumber,
  formatNumber,
  formatPreciseNumber,
  type Measurement,
  noValue,
} from './number'
import { formatPercent, formatRatio } from './percent'
import { formatRate } from './rate'
import { formatAxisValue, formatExactValue, formatValue } from './value'

type Row = readonly [Measurement, string]

const families: Record<string, { format: (value: Measurement) => string; rows: Row[] }> = {
  number: {
    format: formatNumber,
    rows: [
      [0, '0'],
      [-0, '0'],
      [7, '7'],
      [1234, '1,234'],
      [1234.6, '1,235'],
      [999.94, '999.9'],
      [12.3456, '12.35'],
      [-12.3, '-12.3'],
      [0.123456, '0.123'],
      [0.00001234, '0.0000123'],
      [1e-9, '1.00e-9'],
      [5e15, '5.00e+15'],
    ],
  },
  compact: {
    format: formatCompact,
    rows: [
      [9999, '9,999'],
      [12_345, '12.3K'],
      [4_500_000, '4.5M'],
      [-2_000_000_000, '-2B'],
      [7e12, '7T'],
      [0.5, '0.5'],
    ],
  },
  bytes: {
    format: formatBytes,
    rows: [
      [0, '0 B'],
      [512, '512 B'],
      [1024, '1 KiB'],
      [1536, '1.5 KiB'],
      [3 * 1024 ** 3, '3 GiB'],
      [-2048, '-2 KiB'],
      [2 ** 70, '1,024 EiB'],
    ],
  },
  duration: {
    format: formatDuration,
    rows: [
      [0, '0 s'],
      [0.00045, '450 µs'],
      [0.85, '850 ms'],
      [1.2, '1.2 s'],
      [59, '59 s'],
      [60, '1 min'],
      [200, '3 min 20 s'],
      [3599.6, '1 h'],
      [7500, '2 h 5 min'],
      [86_399, '1 d'],
      [187_200, '2 d 4 h'],
      [400 * 86_400, '400 d'],
      [-90, '-1 min 30 s'],
    ],
  },
  percent: {
    format: formatPercent,
    rows: [
      [0, '0 %'],
      [100, '100 %'],
      [12.34, '12.3 %'],
      [99.96, '>99.9 %'],
      [99.94, '>99.9 %'],
      [99.58, '99.5 %'],
      [0.004, '0.004 %'],
      [250, '250 %'],
      [-5, '-5 %'],
    ],
  },
  ratio: {
    format: formatRatio,
    rows: [
      [0.07, '7 %'],
      [1, '100 %'],
      [0.99999, '>99.9 %'],
      [0.125, '12.5 %'],
    ],
  },
  rate: {
    format: (value) => formatRate(value, 'requests'),
    rows: [
      [0, '0 requests/s'],
      [12.3, '12.3 requests/s'],
      [0.05, '3 requests/min'],
      [0.0005, '1.8 requests/h'],
      [4321, '4,321 requests/s'],
    ],
  },
}

describe.each(Object.entries(families))('%s', (_name, { format, rows }) => {
  it.each(rows)('%d reads %s', (value, text) => {
    expect(format(value)).toBe(text)
  })

  it('says what is no number, and never turns it into one', () => {
    expect(format(null)).toContain(noValue)
    expect(format(undefined)).toContain(noValue)
    expect(format(Number.NaN)).toContain('not a number')
    expect(format(Number.POSITIVE_INFINITY)).toContain('+Inf')
    expect(format(Number.NEGATIVE_INFINITY)).toContain('-Inf')
  })

  it('never prints 0 for what is not 0', () => {
    fc.assert(
      fc.property(fc.double({ min: -1e300, max: 1e300, noNaN: true }), (value) => {
        fc.pre(value !== 0)
        expect(format(value)).toMatch(/[1-9]/)
      }),
    )
  })
})

const percentText = (text: string) => Number(text.replaceAll(/[<>,% ]/g, ''))

describe('formatPercent', () => {
  it('prints 100 % for 100 only', () => {
    fc.assert(
      fc.property(fc.double({ min: 0, max: 100, maxExcluded: true, noNaN: true }), (value) => {
        expect(percentText(formatPercent(value))).toBeLessThan(100)
      }),
    )
  })
})

const scale: Record<string, number> = { µs: 1e-6, ms: 1e-3, s: 1, min: 60, h: 3600, d: 86_400 }

function readDuration(text: string): number {
  const parts = [...text.matchAll(/([\d.,e+-]+) (µs|ms|min|s|h|d)/g)]
  return parts.reduce((sum, part) => sum + Number(part[1]?.replaceAll(',', '')) * (scale[part[2] ?? ''] ?? 0), 0)
}

describe('formatDuration', () => {
  it('is off by less than two percent, and never shows 60 s, 60 min or 24 h beside a larger unit', () => {
    fc.assert(
      fc.property(fc.double({ min: 1e-3, max: 1e9, noNaN: true }), (seconds) => {
        const text = formatDuration(seconds)
        expect(Math.abs(readDuration(text) - seconds) / seconds).toBeLessThan(0.02)
        expect(text).not.toMatch(/ 60 (s|min)| 24 h/)
      }),
    )
  })
})

describe('formatAge', () => {
  it.each([
    [-5, '0 s'],
    [59.9, '59 s'],
    [60, '1 min'],
    [3599, '59 min'],
    [3600, '1 h'],
    [172_799, '47 h'],
    [172_800, '2 d'],
  ])('%d s reads %s', (seconds, text) => {
    expect(formatAge(seconds)).toBe(text)
  })
})

describe('formatValue', () => {
  it.each([
    [1536, 'bytes', '1.5 KiB'],
    [1536, 'bytes/s', '1.5 KiB/s'],
    [1500, 'milliseconds', '1.5 s'],
    [1.5, 'seconds', '1.5 s'],
    [42, 'count', '42'],
    [42, null, '42'],
    [42, '', '42'],
    [42, 'percent', '42 %'],
    [0.42, 'ratio', '42 %'],
    [3, 'requests/s', '3 requests/s'],
    [3, 'per-second', '3/s'],
    [3, 'threads', '3 threads'],
    [0.25, 'cores', '0.25 cores'],
    [1_795_176_185, 'unix-seconds', '2026-11-20 12:03:05 UTC'],
    [null, 'bytes', noValue],
    [Number.NaN, 'threads', 'not a number'],
    [Number.POSITIVE_INFINITY, 'bytes/s', '+Inf'],
  ] as const)('%s %s reads %s', (value, unit, text) => {
    expect(formatValue(value, unit)).toBe(text)
  })

  it('keeps axis ticks short', () => {
    expect(formatAxisValue(12_345, 'count')).toBe('12.3K')
    expect(formatAxisValue(12.5, 'requests/s')).toBe('12.5/s')
    expect(formatAxisValue(12_345, 'threads')).toBe('12.3K')
    expect(formatAxisValue(2048, 'bytes')).toBe('2 KiB')
  })

  it('is precise without the noise of binary fractions', () => {
    expect(formatPreciseNumber(0.1 + 0.2)).toBe('0.3')
    expect(formatPreciseNumber(22.808539794020604)).toBe('22.8085398')
    expect(formatPreciseNumber(-0)).toBe('0')
    expect(formatPreciseNumber(null)).toBe(noValue)
  })

  it('has every digit in the exact form', () => {
    expect(formatExactValue(0.123456789, 'seconds')).toBe('0.123456789 seconds')
    expect(formatExactValue(1536, 'count')).toBe('1536')
    expect(formatExactValue(null, 'count')).toBe(noValue)
    fc.assert(
      fc.property(fc.double({ noNaN: true, noDefaultInfinity: true }), (value) => {
        expect(Number(formatExactNumber(value))).toBe(value === 0 ? 0 : value)
      }),
    )
  })
})
