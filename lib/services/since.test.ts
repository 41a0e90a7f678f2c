import { describe, expect, it } from 'vitest'
import { aReading, firstPod, nowIso, secondPod, secondsAgo } from '@/lib/testing/service-parts'
import { readingKey, type SinceBook } from './parts'
import {
  earliestSince,
  maxHistoryReadings,
  readingsWithoutPast,
  troubledReadings,
  updateSinceBook,
  updateUnknownPods,
  withPast,
} from './since'

const broken = aReading('agent_redis_state', firstPod, '0')
const other = aReading('agent_redis_state', secondPod, '0')
const empty: SinceBook = new Map()

describe('troubledReadings', () => {
  it('keeps what is not ok and what belongs to a service', () => {
    const readings = [
      broken,
      aReading('agent_redis_state', secondPod, '2'),
      aReading('agent_health_level', firstPod, '7'),
      aReading('agent_redis_state', 'someone-elses-pod', '0'),
    ]
    expect(troubledReadings(readings).map((reading) => reading.raw)).toEqual(['0', '7'])
  })
})

describe('updateSinceBook', () => {
  it('on the first look can only say "or earlier", and wants to know the past', () => {
    const book = updateSinceBook(null, [broken], nowIso)
    expect(book.get(readingKey(broken))).toEqual({ since: nowIso, atLeast: true, historyAsked: false })
    expect(readingsWithoutPast(book, [broken, other])).toEqual([broken])
  })
  it('is certain of what began between two looks', () => {
    const book = updateSinceBook({ book: empty, observedAt: secondsAgo(5) }, [broken], nowIso)
    expect(book.get(readingKey(broken))).toMatchObject({ since: nowIso, atLeast: false })
    expect(readingsWithoutPast(book, [broken])).toEqual([])
  })
  it('is not certain after a pause in which nobody looked', () => {
    const book = updateSinceBook({ book: empty, observedAt: secondsAgo(600) }, [broken], nowIso)
    expect(book.get(readingKey(broken))).toMatchObject({ atLeast: true, historyAsked: false })
  })
  it('keeps no beginning over such a pause, because the value may have gone and come back', () => {
    const known = { since: secondsAgo(9000), atLeast: false, historyAsked: true }
    const before = { book: new Map([[readingKey(broken), known]]), observedAt: secondsAgo(8000) }
    const book = updateSinceBook(before, [broken], nowIso)
    expect(book.get(readingKey(broken))).toEqual({ since: nowIso, atLeast: true, historyAsked: false })
    expect(readingsWithoutPast(book, [broken])).toEqual([broken])
  })
  it('keeps the beginning of what goes on and forgets what is over', () => {
    const first = updateSinceBook({ book: empty, observedAt: secondsAgo(65) }, [broken, other], secondsAgo(60))
    const then = updateSinceBook({ book: first, observedAt: secondsAgo(60) }, [broken], nowIso)
    expect([...then.keys()]).toEqual([readingKey(broken)])
    expect(then.get(readingKey(broken))?.since).toBe(secondsAgo(60))
  })
  it('begins anew when another value takes over', () => {
    const worse = aReading('agent_redis_state', firstPod, '-1')
    const first = updateSinceBook({ book: empty, observedAt: secondsAgo(65) }, [broken], secondsAgo(60))
    const then = updateSinceBook({ book: first, observedAt: secondsAgo(60) }, [worse], nowIso)
    expect(then.get(readingKey(worse))?.since).toBe(nowIso)
  })
})

describe('the past', () => {
  it('replaces "or earlier" by what was found, and does not ask twice', () => {
    const book = updateSinceBook(null, [broken, other], nowIso)
    const found = new Map([[readingKey(broken), { since: secondsAgo(3600), atLeast: false }]])
    const next = withPast(book, [broken, other], found)
    expect(next.get(readingKey(broken))).toEqual({ since: secondsAgo(3600), atLeast: false, historyAsked: true })
    expect(next.get(readingKey(other))).toEqual({ since: nowIso, atLeast: true, historyAsked: true })
    expect(readingsWithoutPast(next, [broken, other])).toEqual([])
  })
  it('asks for a bounded number at once', () => {
    const many = Array.from({ length: 100 }, (_, index) => aReading('orsnode_health_level', `voice-ors-${index}`, '-1'))
    expect(readingsWithoutPast(updateSinceBook(null, many, nowIso), many)).toHaveLength(maxHistoryReadings)
  })
})

describe('earliestSince', () => {
  it('is the first of several, and null when none is known', () => {
    const book = new Map([
      [readingKey(broken), { since: secondsAgo(10), atLeast: false, historyAsked: true }],
      [readingKey(other), { since: secondsAgo(99), atLeast: true, historyAsked: true }],
    ])
    expect(earliestSince(book, [broken, other])).toEqual({ since: secondsAgo(99), atLeast: true })
    expect(earliestSince(empty, [broken])).toEqual({ since: null, atLeast: false })
  })
})

describe('updateUnknownPods', () => {
  it('remembers the first time and forgets pods that became known', () => {
    const pods = new Map([
      ['voice/a', secondsAgo(50)],
      ['voice/b', secondsAgo(50)],
    ])
    const lookedAgo = (seconds: number) =>
      updateUnknownPods({ pods, observedAt: secondsAgo(seconds) }, ['voice/a', 'voice/c'], nowIso)
    expect([...lookedAgo(5)]).toEqual([
      ['voice/a', secondsAgo(50)],
      ['voice/c', nowIso],
    ])
    expect(lookedAgo(600).get('voice/a')).toBe(nowIso)
  })
})
