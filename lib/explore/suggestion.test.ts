import { describe, expect, it } from 'vitest'
import { readQueryText } from './promql-text'
import { suggestQuery } from './suggestion'

const facts = { name: 'x', hasBuckets: true, container: null, by: 'pod' as const }

describe('suggestQuery', () => {
  it.each([
    ['counter', {}, 'sum by (pod) (rate(x[5m]))'],
    ['counter', { by: 'job' as const }, 'sum by (job) (rate(x[5m]))'],
    ['counter', { container: 'voice-ors' }, 'sum by (pod) (rate(x{container="voice-ors"}[5m]))'],
    ['gauge', {}, 'x'],
    ['gauge', { by: 'instance' as const }, 'max by (instance) (x)'],
    ['histogram', {}, 'histogram_quantile(0.95, sum by (le) (rate(x_bucket[5m])))'],
    ['histogram', { hasBuckets: false }, 'histogram_quantile(0.95, sum(rate(x[5m])))'],
    ['summary', {}, 'x'],
    ['unknown', { container: 'a"b' }, 'x{container="a\\"b"}'],
  ] as const)('%s %j', (kind, more, query) => {
    const suggested = suggestQuery({ ...facts, kind, ...more })
    expect(suggested).toBe(query)
    expect(readQueryText(suggested).readable).toBe(true)
  })
})
