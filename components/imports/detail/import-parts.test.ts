import fc from 'fast-check'
import { expect, it } from 'vitest'
import { checkParts, type Part, resultParts } from './import-parts'

const total = (parts: readonly Part[]) => parts.reduce((sum, { count }) => sum + count, 0)
const byKey = (parts: readonly Part[]) => Object.fromEntries(parts.map(({ key, count }) => [key, count]))

const record = {
  state: 'done' as const,
  direction: 'apply' as const,
  rows: 25,
  counts: { create: 10, change: 6, unchanged: 4, delete: 2, refused: 3 },
  results: {},
  reversals: {},
}

it('the check’s parts are the rows, also where there is none of a kind', () => {
  expect(byKey(checkParts(record))).toEqual(record.counts)
  expect(byKey(checkParts({ ...record, counts: { create: 1 } }))).toEqual({
    create: 1,
    change: 0,
    unchanged: 0,
    delete: 0,
    refused: 0,
  })
})

it('says what was applied, what could not be, what was not reached, and what was taken back', () => {
  const results = { applied: 12, 'changed-since-check': 2 }
  expect(byKey(resultParts({ ...record, results }))).toEqual({
    applied: 12,
    'not-reached': 4,
    unchanged: 4,
    conflict: 2,
    refused: 3,
  })
  const labels = (state: 'applying' | 'cancelled') =>
    resultParts({ ...record, state, results }).map(({ label }) => label)
  expect(labels('applying')).toContain('to go')
  expect(labels('cancelled')).toContain('not applied')
  const undone = { ...record, state: 'queued' as const, direction: 'revert' as const, results }
  expect(
    resultParts(undone).map(({ label }) => label),
    'an undo that waits',
  ).toContain('not applied')
  const reversals = { reverted: 11, 'number-taken': 1 }
  expect(byKey(resultParts({ ...record, results, reversals }))).toMatchObject({ applied: 1, reverted: 11 })
})

it('loses no row, however far it got', () => {
  const count = fc.nat({ max: 1000 })
  const world = fc.record({ create: count, change: count, unchanged: count, delete: count, refused: count })
  fc.assert(
    fc.property(
      world,
      fc.double({ min: 0, max: 1, noNaN: true }),
      count,
      fc.boolean(),
      (counts, part, conflicts, back) => {
        const toApply = counts.create + counts.change + counts.delete
        const reached = Math.floor(toApply * part)
        const refusedThen = Math.min(reached, conflicts)
        const results = { applied: reached - refusedThen, 'changed-since-check': refusedThen }
        const reversals: Record<string, number> = back
          ? { reverted: Math.floor(results.applied / 2), 'mailbox-gone': 1 }
          : {}
        const rows = toApply + counts.unchanged + counts.refused
        const whole = { ...record, rows, counts, results, reversals }
        expect(total(checkParts(whole))).toBe(rows)
        expect(total(resultParts(whole))).toBe(rows)
      },
    ),
  )
})
