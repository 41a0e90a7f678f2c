import { describe, expect, it } from 'vitest'
import { serviceById } from '@/lib/catalogue/services'
import type { RangeSeries } from '@/lib/prometheus/schema'
import { serviceCharts } from './charts'
import { toQuantileLines, upperBoundOf } from './quantile-adapter'

const grid = { startSeconds: 0, endSeconds: 20, stepSeconds: 10 }
const found = serviceCharts(serviceById('dial-plan')).find(({ id }) => id === 'dialplan_response_time')
if (!found) throw new Error('the Dial Plan Service has a histogram')
const chart = found

const at = (labels: Record<string, string>, ...values: number[]): RangeSeries => ({
  labels,
  samples: values.map((value, index) => [index * 10, value]),
})
const lines = (value: number) => [50, 95, 99].map((percent) => at({ line: `p${percent}` }, value, value, value))
const draw = (answer: RangeSeries[], buckets: RangeSeries[]) => toQuantileLines(chart, answer, buckets, grid)
const shown = (drawn: ReturnType<typeof draw>) =>
  Object.fromEntries(drawn.series.map(({ label, points }) => [label, points.map(([, value]) => value)]))

describe('toQuantileLines', () => {
  it('draws percentiles that the buckets bear out', () => {
    const drawn = draw(lines(60), [
      at({ le: '50' }, 40, 40, 40),
      at({ le: '100' }, 100, 100, 100),
      at({ le: '+Inf' }, 100, 100, 100),
    ])
    expect(shown(drawn)).toEqual({ p50: [60, 60, 60], p95: [60, 60, 60], p99: [60, 60, 60] })
    expect(drawn.remarks).toEqual([])
  })
  it('draws what lies beyond the highest bucket as a lower bound of its own, and says so', () => {
    const drawn = draw(lines(100), [
      at({ le: '100' }, 100, 96, 10),
      at({ le: '50' }, 5, 5, 5),
      at({ le: '+Inf' }, 100, 100, 100),
    ])
    expect(shown(drawn)).toEqual({
      p50: [100, 100, null],
      p95: [100, 100, null],
      p99: [100, null, null],
      'p50, more than': [null, null, 100],
      'p95, more than': [null, null, 100],
      'p99, more than': [null, 100, 100],
    })
    expect(drawn.remarks[2]).toBe(
      'p99 lies beyond the highest bucket at 2 of 3 points: more than 100 ms, how much more cannot be told.',
    )
  })
  it('draws one upper bound where all fell into one bucket', () => {
    const drawn = draw(lines(47), [at({ le: '50' }, 3, 3, 3), at({ le: '+Inf' }, 3, 3, 3)])
    expect(shown(drawn)).toEqual({ 'All, at most': [50, 50, 50] })
    expect(drawn.remarks).toEqual([
      'Everything fell into one bucket at 3 of 3 points: no more than its upper bound can be told.',
    ])
  })
  it('draws nothing of a histogram with no finite bucket', () => {
    const drawn = draw(lines(Number.NaN), [at({ le: '+Inf' }, 3, 3, 3)])
    expect(drawn.series).toEqual([])
    expect(drawn.remarks).toEqual(['The histogram has no finite bucket at 3 of 3 points: no percentile can be told.'])
  })
  it('tells silence from absence', () => {
    const idle = draw(lines(Number.NaN), [at({ le: '50' }, 0, 0, 0), at({ le: '+Inf' }, 0, 0, 0)])
    expect(idle.remarks).toEqual(['No event at 3 of 3 points: there is no percentile of nothing.'])
    expect(draw([], [])).toEqual({ series: [], remarks: [] })
  })
})

describe('upperBoundOf', () => {
  it.each([
    ['0.5', 0.5],
    ['+Inf', Number.POSITIVE_INFINITY],
    ['five', Number.NaN],
    [undefined, Number.NaN],
  ])('%s: %s', (le, bound) => {
    expect(upperBoundOf(le)).toBe(bound)
  })
})
