import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { sampleValue } from './model'
import { toInstantResult, toRangeResult, toSample } from './result-adapter'
import { queryAnswerSchema } from './schema'

const vector = (...values: number[]) => ({
  kind: 'vector' as const,
  warnings: [],
  series: values.map((value, at) => ({ labels: { at: String(at) }, value, timeSeconds: 100 })),
})

describe('samples', () => {
  it('survive the way through JSON, whatever they are', () => {
    fc.assert(
      fc.property(fc.double(), (value) => {
        const back = sampleValue(JSON.parse(JSON.stringify(toSample(value))))
        // JSON has no -0, and no reader misses it.
        expect(back + 0).toBe(value + 0)
      }),
    )
  })
})

describe('toInstantResult', () => {
  it('puts the largest first and what is no number last, and counts what it leaves out', () => {
    const given = vector(1, Number.NaN, Number.POSITIVE_INFINITY, -5, 3)
    const { result, totalRows } = toInstantResult(given, 0, 4)
    expect(result).toMatchObject({ kind: 'vector', timeSeconds: 100 })
    expect(result).toMatchObject({ rows: [{ value: '+Inf' }, { value: 3 }, { value: 1 }, { value: -5 }] })
    expect(totalRows).toBe(5)
    expect('rows' in toInstantResult(given, 0, 5).result && toInstantResult(given, 0, 5).result).toMatchObject({
      rows: [{}, {}, {}, {}, { value: 'NaN' }],
    })
  })

  it('tells when it was evaluated although there is nothing', () => {
    expect(toInstantResult(vector(), 77, 10)).toEqual({
      result: { kind: 'vector', timeSeconds: 77, rows: [] },
      totalRows: 0,
    })
  })

  it('has scalars, strings, and the last sample of each printed series', () => {
    expect(toInstantResult({ kind: 'scalar', value: Number.NaN, timeSeconds: 5, warnings: [] }, 0, 10).result).toEqual({
      kind: 'scalar',
      timeSeconds: 5,
      value: 'NaN',
    })
    expect(toInstantResult({ kind: 'string', text: 'a', warnings: [] }, 0, 10).result).toEqual({
      kind: 'string',
      text: 'a',
    })
    const samples: [number, number][] = [
      [10, 1],
      [20, 2],
    ]
    const printed = toInstantResult(
      {
        kind: 'matrix',
        series: [
          { labels: {}, samples },
          { labels: {}, samples: [] },
        ],
        warnings: [],
      },
      30,
      10,
    )
    expect(printed.result).toMatchObject({ rows: [{ value: 2, samples: 2, timeSeconds: 20 }] })
  })
})

describe('toRangeResult', () => {
  const grid = { startSeconds: 0, endSeconds: 40, stepSeconds: 10 }
  const line = (id: string, ...samples: [number, number][]) => ({ labels: { id }, samples })
  const limits = { maxRows: 10, maxLines: 10 }

  it('lays samples on the grid; what is missing or not finite is a hole, and is counted', () => {
    const { result } = toRangeResult([line('a', [0, 1], [20, Number.NaN], [30, 0], [40, 5])], grid, limits)
    expect(result.rows[0]).toMatchObject({
      values: [1, null, null, 0, 5],
      last: 5,
      min: 0,
      max: 5,
      mean: 2,
      notFinite: 1,
      lastSeconds: 40,
    })
  })

  it('has no lowest and no mean of nothing finite', () => {
    const { result } = toRangeResult([line('a', [40, Number.POSITIVE_INFINITY])], grid, limits)
    expect(result.rows[0]).toMatchObject({ last: '+Inf', min: null, max: null, mean: null, notFinite: 1 })
  })

  it('keeps the largest, those that ended after the others, and says how many there are', () => {
    const series = [line('small', [40, 1]), line('ended', [10, 99]), line('large', [40, 9]), line('middle', [40, 5])]
    const { result, totalRows } = toRangeResult(series, grid, { maxRows: 3, maxLines: 2 })
    expect(result.rows.map(({ labels }) => labels.id)).toEqual(['large', 'middle', 'small'])
    expect(result.rows.map(({ values }) => values !== null)).toEqual([true, true, false])
    expect(totalRows).toBe(4)
    expect(toRangeResult(series, grid, limits).result.rows.at(-1)?.labels.id).toBe('ended')
  })

  it('fits the schema that the browser reads with', () => {
    const { result, totalRows } = toRangeResult([line('a', [0, Number.NaN])], grid, limits)
    const answer = {
      outcome: 'answered',
      region: 'west',
      query: 'a',
      mode: 'range',
      result,
      totalRows,
      unit: null,
      warnings: [],
      cost: null,
      durationMs: 1,
      observedAt: '2026-11-20T12:00:00.000Z',
    }
    expect(queryAnswerSchema.parse(JSON.parse(JSON.stringify(answer)))).toEqual(answer)
  })
})
