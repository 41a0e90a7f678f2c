import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { portalHistorySchema } from './charts-schema'
import { compareCodes, historyGrid, toHistory } from './history'
import { historyRanges } from './vocabulary'

const now = 1_700_000_123.4

describe('historyGrid', () => {
  it('has fixed buckets, the last of them the present one', () => {
    const grid = historyGrid('24h', now)
    expect(grid.endSeconds - grid.startSeconds).toBe(86_400)
    expect(grid.startSeconds % 600).toBe(0)
    expect(grid.endSeconds).toBeGreaterThan(now)
    expect(grid.endSeconds - 600).toBeLessThanOrEqual(now)
    expect(historyGrid('24h', grid.endSeconds).startSeconds).toBe(grid.startSeconds + 600)
  })

  it('asks the same within a minute, never of the future, and in at most 168 buckets', () => {
    fc.assert(
      fc.property(
        fc.constantFrom('24h' as const, '7d' as const),
        fc.double({ min: 1e9, max: 2e9, noNaN: true }),
        (range, at) => {
          const grid = historyGrid(range, at)
          expect(grid.untilSeconds).toBeLessThanOrEqual(at)
          expect(historyGrid(range, grid.untilSeconds)).toEqual(historyGrid(range, grid.untilSeconds + 59))
          const buckets = (grid.endSeconds - grid.startSeconds) / grid.bucketSeconds
          expect(buckets).toBe(historyRanges[range].buckets)
          expect(buckets).toBeLessThanOrEqual(168)
        },
      ),
    )
  })
})

describe('compareCodes', () => {
  it('puts the worst first', () => {
    expect([200, 503, 0, 302, 404, 204, 500].sort(compareCodes)).toEqual([0, 503, 500, 404, 302, 204, 200])
  })
})

describe('toHistory', () => {
  const grid = { startSeconds: 0, endSeconds: 1800, bucketSeconds: 600, stepSeconds: 30, untilSeconds: 1800 }
  const series = (instance: string, code: string, samples: [number, number][]) => ({
    labels: { instance, code },
    samples,
  })

  it('tells the worst code of a bucket, how long each was seen, and where nothing was', () => {
    const found = toHistory(
      [
        series('t1', '200', [
          [600, 20],
          [1200, 15],
        ]),
        series('t1', '503', [[1200, 3]]),
        series('t1', '0', [[1200, 2]]),
      ],
      ['t1', 't2'],
      grid,
    )
    expect(found.get('t1')).toEqual([
      { status: 'ok', worstCode: 200, codes: [{ code: 200, seconds: 600 }] },
      {
        status: 'failing',
        worstCode: 0,
        codes: [
          { code: 0, seconds: 60 },
          { code: 503, seconds: 90 },
          { code: 200, seconds: 450 },
        ],
      },
      { status: 'no-data', worstCode: null, codes: [] },
    ])
    expect(found.get('t2')?.map((bucket) => bucket.status)).toEqual(['no-data', 'no-data', 'no-data'])
  })

  it('leaves out points off the grid, codes that are none, and tenants nobody asked for', () => {
    const found = toHistory(
      [
        series('t1', '200', [
          [0, 9],
          [2400, 9],
          [600, 0],
        ]),
        series('t1', 'NaN', [[600, 9]]),
        series('t1', '', [[600, 9]]),
        series('t9', '200', [[600, 9]]),
      ],
      ['t1'],
      grid,
    )
    expect([...found.keys()]).toEqual(['t1'])
    expect(found.get('t1')?.every((bucket) => bucket.worstCode === null)).toBe(true)
  })

  it('never says more seconds than a bucket has', () => {
    const [first] = toHistory([series('t1', '200', [[600, 21]])], ['t1'], grid).get('t1') ?? []
    expect(first?.codes).toEqual([{ code: 200, seconds: 600 }])
  })

  it('fits what the API promises', () => {
    const items = [...toHistory([], ['t1'], grid)].map(([id, buckets]) => ({ id, buckets }))
    const history = {
      range: '24h',
      startSeconds: 0,
      bucketSeconds: 600,
      observedAt: '2026-11-20T12:00:00.000Z',
      items,
      sources: [],
    }
    expect(portalHistorySchema.safeParse(history).success).toBe(true)
  })
})
