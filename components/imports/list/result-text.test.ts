import { expect, it } from 'vitest'
import { resultText } from './result-text'

const checked = {
  state: 'checked' as const,
  direction: 'apply' as const,
  mode: null,
  checkedAt: '2026-11-20T12:00:00.000Z',
  counts: { create: 1200, change: 3, unchanged: 5, refused: 2 },
  results: {},
  reversals: {},
}
const confirmed = { ...checked, mode: 'good' as const }

it('is what an import would do, until somebody confirms it', () => {
  expect(resultText(checked)).toBe('1,200 to create · 3 to change · 5 unchanged · 2 refused')
  expect(resultText({ ...checked, state: 'cancelled' })).toBe('nothing applied')
  expect(resultText({ ...checked, state: 'checking', checkedAt: null }), 'counts of a check before').toBeNull()
})

it('is what was done from then on, however it ended', () => {
  expect(resultText({ ...confirmed, state: 'done', results: { applied: 1203 } })).toBe(
    '1,200 created · 3 changed · 5 unchanged · 2 refused',
  )
  expect(resultText({ ...confirmed, state: 'done', results: { applied: 1202, 'changed-since-check': 1 } })).toBe(
    '1,202 applied · 5 unchanged · 1 conflict · 2 refused',
  )
  expect(resultText({ ...confirmed, state: 'applying', results: { applied: 200 } })).toBe(
    '200 applied · 1,003 to go · 5 unchanged · 2 refused',
  )
  expect(resultText({ ...confirmed, state: 'cancelled', results: { applied: 200 } })).toBe(
    '200 applied · 1,003 not applied · 5 unchanged · 2 refused',
  )
  const undone = { ...confirmed, state: 'undone' as const, direction: 'revert' as const, results: { applied: 1203 } }
  expect(resultText({ ...undone, reversals: { reverted: 1202, 'number-taken': 1 } })).toBe(
    '1 still applied · 1,202 taken back · 5 unchanged · 2 refused',
  )
})
