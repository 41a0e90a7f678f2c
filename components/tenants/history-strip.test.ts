import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { HistoryBucket } from '@/lib/tenants/charts-schema'
import { describeCodes, summarizeHistory, toHistoryRuns, toStripBuckets } from './history-strip'

const startSeconds = Date.UTC(2026, 10, 20) / 1000
const frame = { startSeconds, bucketSeconds: 600, observedAt: '2026-11-20T00:30:00.000Z' }

function bucket(status: HistoryBucket['status'], ...codes: [number, number][]): HistoryBucket {
  return { status, worstCode: codes[0]?.[0] ?? null, codes: codes.map(([code, seconds]) => ({ code, seconds })) }
}

describe('describeCodes', () => {
  it.each([
    [bucket('no-data'), ''],
    [bucket('ok', [200, 600]), 'HTTP 200'],
    [bucket('ok', [200, 570]), 'HTTP 200'],
    [bucket('ok', [200, 300]), 'HTTP 200 for 5 min, not observed for 5 min'],
    [bucket('failing', [0, 600]), 'no HTTP answer'],
    [bucket('failing', [503, 120], [200, 480]), 'HTTP 503 for 2 min, HTTP 200 for 8 min'],
    [bucket('failing', [503, 60], [200, 60]), 'HTTP 503 for 1 min, HTTP 200 for 1 min, not observed for 8 min'],
  ])('%#', (given, text) => {
    expect(describeCodes(given, 600)).toBe(text)
  })

  it('judges a bucket that still fills by the time it has had', () => {
    expect(describeCodes(bucket('ok', [200, 60]), 60)).toBe('HTTP 200')
  })
})

describe('toStripBuckets', () => {
  it('places buckets in time and leaves the future out', () => {
    const ok = bucket('ok', [200, 600])
    const strip = toStripBuckets({ ...frame, observedAt: '2026-11-20T00:15:00.000Z' }, [ok, ok, ok])
    expect(strip.map(({ startMs, endMs }) => [startMs / 1000 - startSeconds, endMs / 1000 - startSeconds])).toEqual([
      [0, 600],
      [600, 900],
    ])
  })

  it('gives a stretch that nobody observed no detail, and never calls it ok', () => {
    expect(toStripBuckets(frame, [bucket('no-data')])).toEqual([
      { startMs: startSeconds * 1000, endMs: (startSeconds + 600) * 1000, status: 'no-data' },
    ])
  })
})

describe('summarizeHistory', () => {
  const at = (minutes: number) => ({
    ...frame,
    observedAt: new Date((startSeconds + minutes * 60) * 1000).toISOString(),
  })

  it.each([
    ['all well', at(20), [bucket('ok', [200, 600]), bucket('ok', [200, 570])], 'Over 20 min: OK 100 % of the time.'],
    [
      'two bad minutes of twenty',
      at(20),
      [bucket('failing', [503, 120], [200, 480]), bucket('ok', [200, 600])],
      'Over 20 min: OK 90 % of the time, HTTP 503 for 2 min.',
    ],
    [
      'half an hour that nobody saw',
      at(30),
      [bucket('ok', [200, 600]), bucket('no-data'), bucket('no-data')],
      'Over 30 min: OK 33.3 % of the time, not observed for 20 min.',
    ],
    [
      'a bucket that still fills',
      at(12),
      [bucket('ok', [200, 600]), bucket('ok', [200, 110])],
      'Over 12 min: OK 100 % of the time.',
    ],
    ['nothing yet', at(0), [bucket('no-data')], 'No history yet.'],
  ])('%s', (_name, given, buckets, sentence) => {
    expect(summarizeHistory(given, buckets)).toBe(sentence)
  })

  it('never says 100 % while another code was seen or something was not', () => {
    const seconds = fc.integer({ min: 1, max: 599 })
    fc.assert(
      fc.property(seconds, fc.constantFrom(0, 301, 503), fc.integer({ min: 1, max: 500 }), (bad, code, calm) => {
        const well = Array.from({ length: calm }, () => bucket('ok', [200, 600]))
        const buckets = [...well, bucket('failing', [code, bad], [200, 600 - bad])]
        expect(summarizeHistory(at((calm + 1) * 10), buckets)).not.toContain('OK 100 %')
      }),
    )
  })
})

describe('toHistoryRuns', () => {
  it('joins equal findings and shows the newest first', () => {
    const [ok, bad] = [bucket('ok', [200, 600]), bucket('failing', [503, 600])]
    const runs = toHistoryRuns(toStripBuckets({ ...frame, observedAt: '2026-11-20T00:40:00.000Z' }, [ok, ok, bad, ok]))
    expect(runs.map((run) => [run.detail, (run.endMs - run.startMs) / 1000])).toEqual([
      ['HTTP 200', 600],
      ['HTTP 503', 600],
      ['HTTP 200', 1200],
    ])
  })

  it('keeps apart two codes of one status', () => {
    const strip = toStripBuckets(frame, [bucket('failing', [503, 600]), bucket('failing', [502, 600])])
    expect(toHistoryRuns(strip)).toHaveLength(2)
  })

  it('covers the same time as the strip, and no two neighbours say the same', () => {
    const some = fc.constantFrom(bucket('ok', [200, 600]), bucket('failing', [503, 600]), bucket('no-data'))
    fc.assert(
      fc.property(fc.array(some, { maxLength: 40 }), (buckets) => {
        const strip = toStripBuckets({ ...frame, observedAt: '2026-11-21T00:00:00.000Z' }, buckets)
        const runs = toHistoryRuns(strip)
        const length = (list: { startMs: number; endMs: number }[]) =>
          list.reduce((sum, part) => sum + part.endMs - part.startMs, 0)
        expect(length(runs)).toBe(length(strip))
        expect(runs.some((run, at) => run.detail === runs[at + 1]?.detail && run.status === runs[at + 1]?.status)).toBe(
          false,
        )
      }),
    )
  })
})
