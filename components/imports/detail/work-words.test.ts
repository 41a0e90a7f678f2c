import { describe, expect, it } from 'vitest'
import type { Progress, Task } from './import-progress'
import { stalledText, waitingText, workText, workTitle } from './work-words'

const moving: Progress = { share: 0.25, perSecond: 500.4, secondsLeft: 30, stillSeconds: 0 }
const unknown: Progress = { share: 0.25, perSecond: null, secondsLeft: null, stillSeconds: 0 }
const apply: Task = { what: 'apply', done: 5000, total: 20_000 }
const check: Task = { what: 'check', done: 1024 * 1024, total: 4 * 1024 * 1024 }

describe('workText', () => {
  it('gives count, rate and time left', () => {
    expect(workText(apply, moving)).toBe('5,000 of 20,000 rows · 500 per second · about 30 s left')
    expect(workText({ ...apply, what: 'revert' }, unknown)).toBe('5,000 of 20,000 rows taken back or kept')
    expect(workText(check, { ...moving, perSecond: 512 * 1024 })).toBe(
      '1 MiB of 4 MiB read · 512 KiB/s · about 30 s left',
    )
  })

  it('says what waits', () => {
    expect(waitingText({ ...apply, done: 0 })).toBe('20,000 rows to apply')
    expect(waitingText({ what: 'revert', done: 0, total: 1 })).toBe('1 row to take back')
  })

  it('makes up no rate', () => {
    expect(workText(apply, unknown)).toBe('5,000 of 20,000 rows')
    expect(workText({ ...check, done: 0 }, unknown)).toBe('4 MiB to read.')
  })

  it('says that rows are compared once the reading stands still', () => {
    expect(workText(check, { ...unknown, stillSeconds: 4 })).toContain('comparing')
    expect(workText({ ...check, done: check.total }, moving)).toContain('comparing')
    expect(workText(check, moving)).not.toContain('comparing')
  })
})

describe('stalledText', () => {
  const still = { ...unknown, stillSeconds: 12.9 }
  const one = { state: 'applying' as const, ahead: 0, reason: null }
  const guess = 'A worker may be busy with another import, or none may be running.'

  it('says after ten seconds that nothing moves, and what may be the cause', () => {
    const text = { title: 'Nothing has moved for 12 s', why: guess }
    expect(stalledText(one, apply, still)).toEqual(text)
    expect(stalledText({ ...one, state: 'queued' }, { ...apply, done: 0 }, still)).toEqual(text)
    expect(stalledText(one, apply, { ...still, stillSeconds: 9 })).toBeNull()
  })

  it('guesses nothing where the cause is noted', () => {
    const reason = 'The storage cannot be reached.'
    expect(stalledText({ ...one, reason }, apply, still)?.why).toBe(reason)
  })

  it('waits for what is meant to stand still', () => {
    expect(stalledText({ ...one, state: 'paused' }, apply, still)).toBeNull()
    expect(stalledText({ ...one, state: 'queued', ahead: 1 }, apply, still)).toBeNull()
    expect(stalledText({ ...one, state: 'checking' }, check, still)).toBeNull()
    expect(stalledText({ ...one, state: 'checking' }, check, { ...still, stillSeconds: 130 })).not.toBeNull()
  })
})

it('names what was asked for while it runs', () => {
  const running = { state: 'applying' as const, direction: 'apply' as const, wish: null }
  expect(workTitle(running)).toBe('Applying')
  expect(workTitle({ ...running, wish: 'pause' })).toBe('Pauses after this batch')
  expect(workTitle({ ...running, wish: 'revert' })).toContain('takes back')
  expect(workTitle({ ...running, state: 'queued' })).toBe('Waits to be applied')
  expect(workTitle({ ...running, state: 'queued', direction: 'revert' })).toBe('Waits to be taken back')
})
