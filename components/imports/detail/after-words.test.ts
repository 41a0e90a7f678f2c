import { expect, it } from 'vitest'
import { endTitle, failedText } from './after-words'

const failed = {
  state: 'failed' as const,
  direction: 'apply' as const,
  mode: 'good' as const,
  results: { applied: 1200 },
  reversals: {},
}
const undo = { ...failed, direction: 'revert' as const, reversals: { reverted: 700, 'changed-since-import': 2 } }
const check = { ...failed, mode: null, results: {} }

it('says what failed, and what a new try does', () => {
  expect([endTitle(failed), failedText(failed)]).toEqual([
    'Applying it failed',
    '1,200 rows were applied before. “Try again” goes on behind them.',
  ])
  expect([endTitle(undo), failedText(undo)]).toEqual([
    'Taking it back failed',
    '700 of 1,200 rows are taken back so far. “Try again” goes on taking back.',
  ])
  expect([endTitle(check), failedText(check)]).toEqual([
    'The check failed',
    'No mailbox was changed. “Try again” checks the file anew.',
  ])
  expect([failedText(failed, true), failedText(undo, true)]).toEqual([
    '1,200 rows were applied before. Its rows are gone by now, so it cannot go on; the audit log says which mailboxes those are.',
    '700 of 1,200 rows are taken back so far. Its rows are gone by now, so it cannot go on; the audit log says which mailboxes those are.',
  ])
})

it('says how an import ended', () => {
  expect(endTitle({ ...failed, state: 'done' })).toBe('Applied')
  expect(endTitle({ ...undo, state: 'undone' })).toBe('Undone')
  expect(endTitle({ ...undo, state: 'cancelled' })).toBe('Cancelled on the way')
  expect(endTitle({ ...check, state: 'cancelled' })).toBe('Cancelled before anything was changed')
})
