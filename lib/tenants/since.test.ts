import { describe, expect, it } from 'vitest'
import { needsPast, updateSince, withPast } from './since'

const start = Date.parse('2026-11-20T12:00:00.000Z')
const at = (seconds: number) => new Date(start + seconds * 1000).toISOString()
const codes = (record: Record<string, number>) =>
  new Map(Object.entries(record).map(([id, code]) => [id, { code }] as const))

describe('beginnings', () => {
  it('are not known on the first look, and the past is asked', () => {
    const book = updateSince(null, codes({ t1: 200 }), start)
    expect(book.get('t1')).toEqual({ code: 200, since: at(0), atLeast: true, asked: false })
    expect(needsPast(book)).toBe(true)
  })

  it('stay while the code stays, and move with it under our eyes', () => {
    const first = withPast(updateSince(null, codes({ t1: 200, t2: 503 }), start), new Map())
    const next = updateSince({ book: first, atMs: start }, codes({ t1: 200, t2: 200 }), start + 5000)
    expect(next.get('t1')).toEqual(first.get('t1'))
    expect(next.get('t2')).toEqual({ code: 200, since: at(5), atLeast: false, asked: true })
    expect(needsPast(next)).toBe(false)
  })

  it('are asked of the past for who appears anew, and for all after a gap', () => {
    const book = withPast(updateSince(null, codes({ t1: 200 }), start), new Map())
    const appeared = updateSince({ book, atMs: start }, codes({ t1: 200, t2: 200 }), start + 5000)
    expect(appeared.get('t2')).toMatchObject({ atLeast: true, asked: false })
    const afterGap = updateSince({ book, atMs: start }, codes({ t1: 503 }), start + 121_000)
    expect(afterGap.get('t1')).toMatchObject({ atLeast: true, asked: false })
    const sameAfterGap = updateSince({ book, atMs: start }, codes({ t1: 200 }), start + 121_000)
    expect(sameAfterGap.get('t1')).toEqual({ code: 200, since: at(121), atLeast: true, asked: false })
    expect(needsPast(sameAfterGap)).toBe(true)
  })

  it('come from the past where it tells, and are asked once', () => {
    const book = updateSince(null, codes({ t1: 503, t2: 200, t3: 200 }), start)
    const told = withPast(
      book,
      new Map([
        ['t1', { sinceSeconds: start / 1000 - 600, atLeast: false }],
        ['t2', { sinceSeconds: start / 1000 - 86_400, atLeast: true }],
      ]),
    )
    expect(told.get('t1')).toEqual({ code: 503, since: at(-600), atLeast: false, asked: true })
    expect(told.get('t2')).toEqual({ code: 200, since: at(-86_400), atLeast: true, asked: true })
    expect(told.get('t3')).toEqual({ code: 200, since: at(0), atLeast: true, asked: true })
    expect(needsPast(told)).toBe(false)
  })

  it('that were seen are not rewritten by the past', () => {
    const first = withPast(updateSince(null, codes({ t1: 200 }), start), new Map())
    const seen = updateSince({ book: first, atMs: start }, codes({ t1: 503 }), start + 5000)
    const told = withPast(seen, new Map([['t1', { sinceSeconds: 1, atLeast: false }]]))
    expect(told.get('t1')?.since).toBe(at(5))
  })

  it('of tenants that are gone are forgotten', () => {
    const first = updateSince(null, codes({ t1: 200 }), start)
    expect(updateSince({ book: first, atMs: start }, codes({}), start + 5000).size).toBe(0)
  })
})
