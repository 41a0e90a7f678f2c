import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  type ChartSeries,
  describeChart,
  drawSeries,
  isolateSeries,
  lastPoint,
  lonePoints,
  toggleSeries,
  toRows,
  toTable,
  valueRange,
} from './series-model'

const line = (id: string, ...points: [number, number | null][]): ChartSeries => ({ id, label: id, points })

describe('drawSeries', () => {
  it('gives eight colours, then "other"', () => {
    const drawn = drawSeries(Array.from({ length: 10 }, (_, index) => line(`pod.${index}`)))
    expect(new Set(drawn.slice(0, 8).map((one) => one.color)).size).toBe(8)
    expect(drawn.slice(8).map((one) => [one.color, one.isOther])).toEqual([
      ['var(--series-other)', true],
      ['var(--series-other)', true],
    ])
    expect(drawn.map((one) => one.key).join()).not.toContain('.')
  })
})

describe('toRows', () => {
  it('puts series on one axis, in order of time', () => {
    const rows = toRows(drawSeries([line('a', [20, 2], [10, 1]), line('b', [20, 5])]))
    expect(rows).toEqual([
      { t: 10, s0: 1 },
      { t: 20, s0: 2, s1: 5 },
    ])
  })

  it('keeps what is no number as a gap, and 0 as 0', () => {
    const given = line('a', [10, 0], [20, null], [30, Number.NaN], [40, Number.POSITIVE_INFINITY], [50, 1])
    expect(toRows(drawSeries([given])).map((row) => row.s0)).toEqual([0, null, null, null, 1])
  })

  it('breaks the line over a hole in time', () => {
    const rows = toRows(drawSeries([line('a', [10, 1], [20, 1], [60, 1], [70, 1])]))
    expect(rows.map((row) => row.t)).toEqual([10, 20, 30, 60, 70])
    expect(rows[2]?.s0).toBeUndefined()
    expect(toRows(drawSeries([line('a', [10, 1], [60, 1])]), 10)).toHaveLength(3)
  })

  it('never invents a value', () => {
    const value = fc.oneof(fc.double(), fc.constant(null))
    fc.assert(
      fc.property(
        fc.uniqueArray(fc.integer({ min: 0, max: 500 }), { minLength: 1 }),
        fc.array(value),
        (times, values) => {
          const points = times.map((t, index): [number, number | null] => [t, values[index] ?? null])
          const rows = toRows(drawSeries([line('a', ...points)]))
          for (const row of rows) {
            if (row.s0 === null || row.s0 === undefined) continue
            expect(points).toContainEqual([row.t, row.s0])
          }
        },
      ),
    )
  })
})

describe('valueRange', () => {
  const series = drawSeries([line('a', [1, 2], [2, null]), line('b', [1, 3], [2, 4])])
  const rows = toRows(series)
  it.each([
    ['lines', valueRange(rows, series, false), { min: 0, max: 4 }],
    ['stacked', valueRange(rows, series, true), { min: 0, max: 5 }],
    ['a threshold above', valueRange(rows, series, false, [60]), { min: 0, max: 60 }],
    ['nothing', valueRange([], [], false), { min: 0, max: 0 }],
    [
      'below zero',
      valueRange(toRows(drawSeries([line('c', [1, -7])])), drawSeries([line('c')]), false),
      { min: -7, max: 0 },
    ],
  ])('%s', (_name, range, expected) => {
    expect(range).toEqual(expected)
  })
})

describe('lonePoints', () => {
  it('finds points that no line touches', () => {
    const rows = toRows(drawSeries([line('a', [1, 1], [2, null], [3, 3], [4, 4], [5, null], [6, 6])]))
    expect([...lonePoints(rows, 's0')]).toEqual([1, 6])
  })
})

describe('the legend', () => {
  const all = ['a', 'b', 'c']
  it.each([
    ['hides', toggleSeries(new Set(), 'a', all), ['a']],
    ['shows again', toggleSeries(new Set(['a', 'b']), 'a', all), ['b']],
    ['never hides the last one', toggleSeries(new Set(['a', 'b']), 'c', all), []],
    ['isolates', isolateSeries(new Set(), 'b', all), ['a', 'c']],
    ['isolates another', isolateSeries(new Set(['a', 'c']), 'a', all), ['b', 'c']],
    ['shows all again', isolateSeries(new Set(['a', 'c']), 'b', all), []],
  ])('%s', (_name, hidden, expected) => {
    expect([...hidden].sort()).toEqual(expected)
  })
})

describe('words', () => {
  const chart = { title: 'CPU', unit: 'cores', startSeconds: 0, endSeconds: 3600 }

  it('tell last, lowest and highest of the first series', () => {
    const text = describeChart(
      chart,
      [line('pod-a', [0, 1], [10, 3], [20, 2], [30, null]), line('pod-b', [0, null])],
      'UTC',
    )
    expect(text).toBe(
      'CPU, from 1970-01-01 00:00:00 UTC to 1970-01-01 01:00:00 UTC. ' +
        'pod-a: last 2 cores, lowest 1 cores, highest 3 cores. pod-b: no data.',
    )
  })

  it('count the rest, and say when there is nothing', () => {
    const many = Array.from({ length: 7 }, (_, index) => line(`p${index}`, [0, 1]))
    expect(describeChart(chart, many, 'UTC')).toContain('And 2 more.')
    expect(describeChart(chart, [], 'UTC')).toContain('no data.')
  })

  it('find the last measured point behind a gap', () => {
    expect(lastPoint(line('a', [0, 1], [10, 2], [20, null]))).toEqual({ t: 10, value: 2 })
    expect(lastPoint(line('a', [0, null]))).toBeNull()
  })

  it('make a table with a dash for each gap', () => {
    const series = drawSeries([line('a', [0, 1.25], [10, null])])
    expect(toTable(toRows(series), series, 'UTC').map((row) => row.values)).toEqual([['1.25'], ['—']])
  })
})
