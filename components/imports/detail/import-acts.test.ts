import { describe, expect, it } from 'vitest'
import { applySentences, cancelOf, canDecide, daysLeftText, undoOf, undoSentences } from './import-acts'

const now = Date.parse('2026-11-20T12:00:00.000Z')
const day = 86_400_000
const done = {
  state: 'done' as const,
  direction: 'apply' as const,
  mode: 'good' as const,
  counts: { create: 2, change: 1, delete: 1 },
  results: { applied: 4 },
  reversals: {},
  finishedAt: new Date(now - 3 * day).toISOString(),
}

describe('applySentences', () => {
  it('says deletions apart, and what is left out', () => {
    expect(applySentences({ counts: { create: 1, change: 2000, delete: 3, unchanged: 1, refused: 2 } })).toEqual([
      'It creates 1 mailbox and changes 2,000 mailboxes.',
      'It deletes 3 mailboxes, which can be restored for 30 days.',
      '1 row needs no change.',
      '2 rows are refused and left out.',
    ])
    expect(applySentences({ counts: { delete: 1 } })).toEqual([
      'It deletes 1 mailbox, which can be restored for 30 days.',
    ])
  })
})

describe('cancelOf', () => {
  const waits = { ...done, state: 'queued' as const, results: {} }

  it('is the end of all only where nothing was written', () => {
    expect(cancelOf(waits)).toEqual({ kind: 'whole' })
    expect(cancelOf({ ...waits, state: 'checked' })).toEqual({ kind: 'whole' })
    expect(cancelOf({ ...waits, state: 'paused' })).toEqual({ kind: 'whole' })
  })

  it('asks what becomes of what was done, also of one that waits again or whose first batch runs', () => {
    const results = { applied: 1, 'changed-since-check': 1 }
    expect(cancelOf({ ...waits, results })).toEqual({ kind: 'rest', applied: 1, left: 2 })
    expect(cancelOf({ ...waits, state: 'paused', results })).toEqual({ kind: 'rest', applied: 1, left: 2 })
    expect(cancelOf({ ...waits, state: 'applying' })).toEqual({ kind: 'rest', applied: 0, left: 4 })
  })

  it('is not offered for an undo', () => {
    expect(cancelOf({ ...done, state: 'queued', direction: 'revert' })).toEqual({ kind: 'none' })
    expect(cancelOf({ ...done, state: 'paused', direction: 'revert' })).toEqual({ kind: 'none' })
    expect(cancelOf({ ...done, state: 'reverting', direction: 'revert' })).toEqual({ kind: 'none' })
  })
})

it('lets nobody decide on kept-back rows before the undo is at its end', () => {
  const states = ['undone', 'cancelled', 'failed', 'done', 'reverting', 'queued'] as const
  expect(states.filter((state) => canDecide({ state }))).toEqual(['undone', 'cancelled'])
})

describe('undoOf', () => {
  it('is open for thirty days', () => {
    expect(undoOf(done, now)).toEqual({ kind: 'open', rows: 4, untilMs: now + 27 * day })
    expect(undoOf(done, now + 27 * day)).toEqual({ kind: 'over' })
  })

  it('leaves an undo that failed half-way to the next try', () => {
    expect(undoOf({ ...done, state: 'failed' }, now).kind).toBe('open')
    expect(undoOf({ ...done, state: 'failed', direction: 'revert', reversals: { reverted: 1 } }, now).kind).toBe(
      'nothing',
    )
  })

  it('has nothing to take back before the end, without a confirmation, and when all was taken back', () => {
    expect(undoOf({ ...done, state: 'applying' }, now).kind).toBe('nothing')
    expect(undoOf({ ...done, mode: null }, now).kind).toBe('nothing')
    expect(undoOf({ ...done, results: { 'created-since-check': 4 } }, now).kind).toBe('nothing')
    expect(undoOf({ ...done, state: 'undone', reversals: { reverted: 3, 'mailbox-gone': 1 } }, now).kind).toBe(
      'nothing',
    )
  })
})

it('counts days down to the last', () => {
  expect(daysLeftText(now + 30 * day, now)).toBe('30 days left')
  expect(daysLeftText(now + 30 * day - 60_000, now)).toBe('30 days left')
  expect(daysLeftText(now + 30 * day + 59_000, now)).toBe('30 days left')
  expect(daysLeftText(now + 1.5 * day, now)).toBe('2 days left')
  expect(daysLeftText(now + 0.5 * day, now)).toBe('less than a day left')
})

describe('undoSentences', () => {
  it('names each kind when every row was applied', () => {
    expect(undoSentences(done)).toEqual([
      'It deletes 2 mailboxes that the import created.',
      'It gives 1 mailbox back what the import changed.',
      'It restores 1 mailbox that the import deleted.',
    ])
  })

  it('names the sum when some were not', () => {
    const [only, ...more] = undoSentences({ ...done, results: { applied: 3, 'changed-since-check': 1 } })
    expect(only).toMatch(/^It takes back 3 rows:/)
    expect(more).toEqual([])
  })
})
