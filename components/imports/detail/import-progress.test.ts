import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { follow, isTakingBack, progressOf, type Track, taskOf } from './import-progress'

const record = {
  state: 'applying' as const,
  checkedBytes: 500,
  sizeBytes: 2000,
  counts: { create: 50, change: 30, delete: 20, unchanged: 7, refused: 3 },
  results: {},
  reversals: {},
  direction: 'apply' as const,
}

function track(...samples: [seconds: number, done: number][]): Track | null {
  return samples.reduce<Track | null>(
    (before, [seconds, done]) => follow(before, 'apply', { atMs: seconds * 1000, done }),
    null,
  )
}

describe('taskOf', () => {
  it('counts bytes while the file is read', () => {
    expect(taskOf({ ...record, state: 'checking' })).toEqual({ what: 'check', done: 500, total: 2000 })
  })

  it('counts the rows that had their turn, whatever came of them, of those that have something to do', () => {
    const results = { applied: 40, 'changed-since-check': 2 }
    expect(taskOf({ ...record, results })).toEqual({ what: 'apply', done: 42, total: 100 })
  })

  it('counts what was taken back of what was applied', () => {
    const reverting = { ...record, results: { applied: 40 }, reversals: { reverted: 9, 'changed-since-import': 1 } }
    expect(taskOf({ ...reverting, state: 'reverting' })).toEqual({ what: 'revert', done: 10, total: 40 })
    expect(taskOf({ ...reverting, state: 'queued', direction: 'revert' })?.what).toBe('revert')
    expect(taskOf({ ...reverting, state: 'queued' })?.what).toBe('apply')
  })

  it('is none while nothing is at work', () => {
    for (const state of ['uploading', 'mapping', 'checked', 'done', 'undone', 'failed'] as const) {
      expect(taskOf({ ...record, state })).toBeNull()
    }
  })
})

it('what waits after its end waits to be taken back', () => {
  expect(isTakingBack({ state: 'queued', direction: 'apply' })).toBe(false)
  expect(isTakingBack({ state: 'queued', direction: 'revert' })).toBe(true)
  expect(isTakingBack({ state: 'reverting', direction: 'apply' })).toBe(true)
  expect(isTakingBack({ state: 'done', direction: 'revert' })).toBe(false)
})

describe('follow and progressOf', () => {
  const task = { what: 'apply' as const, done: 3000, total: 10_000 }

  it('says no rate before there are two answers a second apart', () => {
    expect(progressOf(task, null)).toMatchObject({ share: 0.3, perSecond: null, secondsLeft: null })
    expect(progressOf(task, track([0, 3000]))).toMatchObject({ perSecond: null, secondsLeft: null })
    expect(progressOf(task, track([0, 2000], [0.5, 3000])).perSecond).toBeNull()
  })

  it('gives the rate and the time left', () => {
    expect(progressOf(task, track([0, 1000], [1, 2000], [2, 3000]))).toEqual({
      share: 0.3,
      perSecond: 1000,
      secondsLeft: 7,
      stillSeconds: 0,
    })
  })

  it('forgets what was long ago: the rate is that of the last seconds', () => {
    const slowThenFast = track([0, 0], [50, 50], [60, 60], [70, 1060])
    expect(progressOf(task, slowThenFast).perSecond).toBe(100)
  })

  it('counts how long nothing moves, and makes no promise then', () => {
    const still = track([0, 1000], [1, 2000], [8, 2000], [14, 2000])
    expect(progressOf(task, still)).toMatchObject({ stillSeconds: 13, perSecond: null, secondsLeft: null })
  })

  it('begins anew with another task, and when it starts over', () => {
    const before = track([0, 0], [2, 4000])
    expect(follow(before, 'revert', { atMs: 3000, done: 5000 }).samples).toHaveLength(1)
    expect(follow(before, 'apply', { atMs: 3000, done: 10 })).toEqual({
      key: 'apply',
      samples: [{ atMs: 3000, done: 10 }],
      movedAtMs: 3000,
    })
  })

  it('an answer that overtook another changes nothing', () => {
    const before = track([0, 0], [2, 4000])
    expect(follow(before, 'apply', { atMs: 1000, done: 4000 })).toBe(before)
  })

  it('a task without rows is done', () => {
    expect(progressOf({ what: 'apply', done: 0, total: 0 }, null).share).toBe(1)
  })

  it('holds a bounded number of answers, and no figure is ever negative or not a number', () => {
    const steps = fc.array(fc.tuple(fc.integer({ min: 400, max: 3000 }), fc.integer({ min: 0, max: 5000 })), {
      maxLength: 200,
    })
    fc.assert(
      fc.property(steps, (given) => {
        let atMs = 0
        let done = 0
        let at: Track | null = null
        for (const [ms, more] of given) {
          atMs += ms
          done += more
          at = follow(at, 'apply', { atMs, done })
        }
        const { share, perSecond, secondsLeft, stillSeconds } = progressOf(
          { what: 'apply', done, total: 1_000_000 },
          at,
        )
        expect(at?.samples.length ?? 0).toBeLessThanOrEqual(27)
        expect(share).toBeGreaterThanOrEqual(0)
        expect(share).toBeLessThanOrEqual(1)
        expect(perSecond ?? 1).toBeGreaterThan(0)
        expect(secondsLeft ?? 0).toBeGreaterThanOrEqual(0)
        expect(stillSeconds).toBeGreaterThanOrEqual(0)
      }),
    )
  })
})
