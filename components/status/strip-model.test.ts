import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { StatusWord } from '@/lib/catalogue/schema'
import { statusWords } from '@/lib/catalogue/vocabulary'
import { describeBucket, joinRuns, moveInStrip, type StripBucket, summarizeStrip } from './strip-model'

const minuteMs = 60_000
const start = Date.UTC(2026, 10, 20, 12, 0)

function strip(...words: StatusWord[]): StripBucket[] {
  return words.map((status, index) => ({
    startMs: start + index * minuteMs,
    endMs: start + (index + 1) * minuteMs,
    status,
  }))
}

describe('joinRuns', () => {
  it('joins neighbours of one status', () => {
    expect(joinRuns(strip('ok', 'ok', 'failing', 'ok')).map((run) => [run.status, run.buckets])).toEqual([
      ['ok', 2],
      ['failing', 1],
      ['ok', 1],
    ])
  })

  it('does not join over a hole in time', () => {
    const [first, , third] = strip('ok', 'ok', 'ok')
    expect(joinRuns([first, third].filter((bucket) => bucket !== undefined))).toHaveLength(2)
  })

  it('keeps the whole time of any strip, and no two neighbours alike', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...statusWords), { maxLength: 60 }), (words) => {
        const buckets = strip(...words)
        const runs = joinRuns(buckets)
        const lasting = (list: { startMs: number; endMs: number }[]) =>
          list.reduce((sum, part) => sum + part.endMs - part.startMs, 0)
        expect(lasting(runs)).toBe(lasting(buckets))
        expect(runs.some((run, index) => run.status === runs[index + 1]?.status)).toBe(false)
      }),
    )
  })
})

describe('summarizeStrip', () => {
  it.each([
    [strip(), 'No history yet.'],
    [strip('ok', 'ok'), 'Over 2 min: OK 100 % of the time.'],
    [
      strip('ok', 'failing', 'failing', 'no-data'),
      'Over 4 min: OK 25 % of the time, failing for 2 min, without data for 1 min.',
    ],
    [strip('no-data'), 'Over 1 min: OK 0 % of the time, without data for 1 min.'],
  ])('%#', (buckets, sentence) => {
    expect(summarizeStrip(buckets)).toBe(sentence)
  })

  it('never claims 100 % while anything but OK is in it', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 5000 }), (calm) => {
        const buckets: StripBucket[] = [
          { startMs: 0, endMs: calm * minuteMs, status: 'ok' },
          { startMs: calm * minuteMs, endMs: (calm + 1) * minuteMs, status: 'unknown' },
        ]
        expect(summarizeStrip(buckets)).not.toContain('OK 100 %')
      }),
    )
  })
})

describe('describeBucket', () => {
  it('names time, status and the exact finding', () => {
    const bucket: StripBucket = { startMs: start, endMs: start + 5 * minuteMs, status: 'failing', detail: '503' }
    expect(describeBucket(bucket, 'UTC')).toBe('2026-11-20 12:00 to 12:05: failing, 503')
    expect(describeBucket(bucket, 'Asia/Kolkata')).toBe('2026-11-20 17:30 to 17:35: failing, 503')
  })

  it('names both days across midnight', () => {
    const bucket: StripBucket = {
      startMs: Date.UTC(2026, 10, 20, 23),
      endMs: Date.UTC(2026, 10, 21, 1),
      status: 'no-data',
    }
    expect(describeBucket(bucket, 'UTC')).toBe('2026-11-20 23:00 to 2026-11-21 01:00: no data')
  })
})

describe('moveInStrip', () => {
  const buckets = strip('ok', 'ok', 'failing', 'failing', 'ok')
  it.each([
    ['ArrowLeft', 0, 0],
    ['ArrowLeft', 3, 2],
    ['ArrowRight', 4, 4],
    ['ArrowRight', 1, 2],
    ['PageDown', 0, 2],
    ['PageDown', 2, 4],
    ['PageDown', 4, 4],
    ['PageUp', 4, 3],
    ['PageUp', 1, 0],
    ['Home', 3, 0],
    ['End', 0, 4],
    ['a', 2, null],
  ])('%s from %d goes to %s', (key, from, to) => {
    expect(moveInStrip(key, from, buckets)).toBe(to)
  })
})
