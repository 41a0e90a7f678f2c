import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  dependencyLabel,
  hasStatus,
  portalStatusText,
  portalStatusWord,
  readingOf,
  statusOrder,
  statusRank,
  valueStatus,
  worstStatus,
} from './model'
import { type Metric, metricSchema } from './schema'
import { dependencies, statusWords } from './vocabulary'

const word = fc.constantFrom(...statusWords)

describe('statusRank', () => {
  it('ranks every status word once', () => {
    expect([...statusOrder].sort()).toEqual([...statusWords].sort())
  })

  it.each([
    ['failing', 'degraded'],
    ['degraded', 'unknown'],
    ['unknown', 'no-data'],
    ['no-data', 'stale'],
    ['stale', 'starting'],
    ['starting', 'paused'],
    ['paused', 'ok'],
  ] as const)('puts %s before %s', (worse, better) => {
    expect(statusRank(worse)).toBeLessThan(statusRank(better))
  })
})

describe('worstStatus', () => {
  it('of nothing is no-data, never ok', () => {
    expect(worstStatus([])).toBe('no-data')
  })

  it.each([
    [['ok'], 'ok'],
    [['ok', 'paused'], 'paused'],
    [['ok', 'stale', 'starting'], 'stale'],
    [['unknown', 'ok', 'no-data'], 'unknown'],
    [['ok', 'degraded', 'unknown'], 'degraded'],
    [['degraded', 'failing', 'ok'], 'failing'],
  ] as const)('of %j is %s', (words, worst) => {
    expect(worstStatus(words)).toBe(worst)
  })

  it('is one of the words and none of them is worse', () => {
    fc.assert(
      fc.property(fc.array(word, { minLength: 1 }), (words) => {
        const worst = worstStatus(words)
        expect(words).toContain(worst)
        for (const one of words) expect(statusRank(one)).toBeGreaterThanOrEqual(statusRank(worst))
      }),
    )
  })

  it('does not depend on order or grouping', () => {
    fc.assert(
      fc.property(fc.array(word, { minLength: 1 }), fc.array(word, { minLength: 1 }), (left, right) => {
        expect(worstStatus([...right, ...left])).toBe(worstStatus([worstStatus(left), worstStatus(right)]))
      }),
    )
  })
})

describe('valueStatus', () => {
  const metric = {
    values: [
      { value: -1, word: 'fail', status: 'failing' as const },
      { value: 0, word: 'starting', status: 'starting' as const },
      { value: 2, word: 'pass', status: 'ok' as const },
    ],
  }

  it.each([
    [-1, 'failing', 'fail'],
    [0, 'starting', 'starting'],
    [-0, 'starting', 'starting'],
    [2, 'ok', 'pass'],
    [1, 'unknown', 'undocumented value 1'],
    [7, 'unknown', 'undocumented value 7'],
    [1.5, 'unknown', 'undocumented value 1.5'],
    [Number.NaN, 'unknown', 'undocumented value NaN'],
    [Number.POSITIVE_INFINITY, 'unknown', 'undocumented value Infinity'],
    [null, 'no-data', 'no data'],
  ])('reads %s as %s, %s', (raw, status, text) => {
    expect(valueStatus(metric, raw)).toEqual({ status, word: text })
  })

  it('knows nothing of a metric without a scale', () => {
    expect(valueStatus({}, 1)).toEqual({ status: 'unknown', word: 'undocumented value 1' })
    expect(valueStatus({}, null)).toEqual({ status: 'no-data', word: 'no data' })
  })

  it('never calls a value ok that is not listed', () => {
    fc.assert(
      fc.property(fc.double(), (raw) => {
        const { status } = valueStatus(metric, raw)
        expect(status === 'unknown' || metric.values.some(({ value }) => value === raw)).toBe(true)
      }),
    )
  })
})

describe('hasStatus', () => {
  const values = [{ value: 0, word: 'down', status: 'failing' as const }]

  it.each([
    [{ role: 'health-level', values }, true],
    [{ role: 'dependency', values }, true],
    [{ role: 'dependency' }, false],
    [{ values }, false],
    [{ role: 'version', values }, false],
    [{}, false],
  ] as const)('of %j is %s', (metric, expected) => {
    expect(hasStatus(metricSchema.pick({ role: true, values: true }).parse(metric))).toBe(expected)
  })
})

describe('portalStatusWord', () => {
  it.each([
    [200, 'ok', 'HTTP 200'],
    [201, 'failing', 'HTTP 201'],
    [204, 'failing', 'HTTP 204'],
    [301, 'failing', 'HTTP 301'],
    [404, 'failing', 'HTTP 404'],
    [503, 'failing', 'HTTP 503'],
    [0, 'failing', 'no HTTP answer'],
    [null, 'no-data', 'no data'],
    [undefined, 'no-data', 'no data'],
    [42, 'unknown', 'undocumented value 42'],
    [-1, 'unknown', 'undocumented value -1'],
    [200.5, 'unknown', 'undocumented value 200.5'],
    [Number.NaN, 'unknown', 'undocumented value NaN'],
    [Number.NEGATIVE_INFINITY, 'unknown', 'undocumented value -Infinity'],
  ])('reads %s as %s', (code, status, text) => {
    expect(portalStatusWord(code)).toBe(status)
    expect(portalStatusText(code)).toBe(text)
  })

  it('is ok for 200 alone', () => {
    fc.assert(
      fc.property(fc.oneof(fc.integer(), fc.double()), (code) => {
        expect(portalStatusWord(code) === 'ok').toBe(code === 200)
      }),
    )
  })
})

describe('dependencyLabel', () => {
  it('has a label of its own for each dependency', () => {
    const labels = dependencies.map(dependencyLabel)
    expect(new Set(labels).size).toBe(dependencies.length)
    for (const label of labels) expect(label).not.toBe('')
  })
})

describe('readingOf', () => {
  const metric = (change: Partial<Metric>): Metric => ({
    name: 'm',
    type: 'gauge',
    unit: 'count',
    labels: [],
    indicator: null,
    description: 'd',
    ...change,
  })
  it.each<[Partial<Metric>, string]>([
    [{ type: 'counter' }, 'rate'],
    [{ type: 'counter', readAs: 'present-number' }, 'sum'],
    [{ type: 'counter', readAs: 'present-number', acrossPods: 'each' }, 'each'],
    [{ readAs: 'running-total' }, 'rate'],
    [{}, 'sum'],
    [{ unit: 'per-second' }, 'sum'],
    [{ unit: 'percent' }, 'each'],
    [{ unit: 'seconds' }, 'each'],
    [{ unit: null }, 'each'],
    [{ acrossPods: 'each' }, 'each'],
    [{ type: 'histogram', unit: 'seconds' }, 'quantiles'],
    [{ type: 'histogram', readAs: 'events' }, 'events'],
    [{ readAs: 'codes' }, 'codes'],
    [{ role: 'version' }, 'version'],
    [{ values: [{ value: 1, word: 'up', status: 'ok' }] }, 'state'],
  ])('%j: %s', (change, reading) => {
    expect(readingOf(metric(change))).toBe(reading)
  })
})
