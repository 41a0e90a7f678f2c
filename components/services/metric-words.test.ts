import { describe, expect, it } from 'vitest'
import type { MetricFigure, MetricRow } from '@/lib/services/schema'
import { figureExplained, figureOrder, figureText, filterMetrics, toNumber } from './metric-words'

const row = (change: Partial<MetricRow>): MetricRow => ({
  name: 'orsnode_strategies',
  description: 'Routing strategies running now.',
  type: 'gauge',
  prometheusType: null,
  unit: 'count',
  figureUnit: 'count',
  labels: [],
  indicator: 'traffic',
  figure: null,
  seriesCount: 0,
  missing: null,
  notes: [],
  query: 'orsnode_strategies',
  ...change,
})

describe('figures in words', () => {
  it.each<[MetricFigure, string | null, string]>([
    [{ kind: 'rate', perSecond: 12.5 }, 'events/s', '12.5 events/s'],
    [{ kind: 'rate', perSecond: 'NaN' }, 'per-second', 'not a number'],
    [{ kind: 'sum', total: '+Inf', low: 1, high: '+Inf' }, 'count', '+Inf'],
    [{ kind: 'each', low: 3, high: 4 }, 'count', '3 to 4'],
    [{ kind: 'each', low: 4, high: 4 }, 'count', '4'],
    [{ kind: 'p95', p95: 20, bound: 'exact' }, 'milliseconds', 'p95 20 ms'],
    [{ kind: 'p95', p95: 500, bound: 'above' }, 'milliseconds', 'p95 more than 500 ms'],
    [{ kind: 'p95', p95: 5, bound: 'at-most' }, 'milliseconds', 'p95 at most 5 ms'],
    [
      { kind: 'state', status: 'unknown', word: 'undocumented value 7', count: 1, of: 3 },
      null,
      'undocumented value 7 (1 of 3)',
    ],
    [{ kind: 'text', text: '1.2: 2' }, null, '1.2: 2'],
    [{ kind: 'none', reason: 'No event' }, 'seconds', '—'],
  ])('%j in %s: %s', (figure, unit, text) => {
    expect(figureText(figure, unit)).toBe(text)
    expect(figureExplained(figure, unit)).not.toBe('')
  })
})

describe('figureOrder', () => {
  it('orders numbers, and has no place for words', () => {
    expect(figureOrder(row({ figure: { kind: 'each', low: 1, high: 9 } }))).toBe(9)
    expect(figureOrder(row({ figure: { kind: 'text', text: 'x' } }))).toBeNull()
    expect(figureOrder(row({}))).toBeNull()
  })
})

describe('toNumber', () => {
  it('gives words back as the numbers they are', () => {
    expect(['NaN', '+Inf', '-Inf', 3].map((sample) => toNumber(sample as 'NaN'))).toEqual([
      Number.NaN,
      Number.POSITIVE_INFINITY,
      Number.NEGATIVE_INFINITY,
      3,
    ])
  })
})

describe('filterMetrics', () => {
  const rows = [
    row({}),
    row({
      name: 'orsnode_load_errors',
      description: 'Strategies that failed to load.',
      indicator: 'errors',
      labels: ['node'],
    }),
    row({ name: 'redis_state', indicator: null, missing: { kind: 'named-by-alerts', note: '' } }),
  ]
  const names = (change: Partial<Parameters<typeof filterMetrics>[1]>) =>
    filterMetrics(rows, { text: '', indicator: '', missing: false, ...change }).map(({ name }) => name)
  it('finds by words, labels, indicator and absence', () => {
    expect(names({})).toHaveLength(3)
    expect(names({ text: 'FAILED strategies' })).toEqual(['orsnode_load_errors'])
    expect(names({ text: 'node' })).toContain('orsnode_load_errors')
    expect(names({ indicator: 'errors' })).toEqual(['orsnode_load_errors'])
    expect(names({ indicator: 'none' })).toEqual(['redis_state'])
    expect(names({ missing: true })).toEqual(['redis_state'])
  })
})
