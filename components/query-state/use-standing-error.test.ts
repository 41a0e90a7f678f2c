import { expect, it } from 'vitest'
import { standingError } from './use-standing-error'

const away = new Error('away')
const last = { error: away, atMs: 1000 }

it('of a read that failed stands while it is asked again', () => {
  expect(standingError({ data: undefined, error: away, errorUpdatedAt: 1000 }, null)).toBe(away)
  expect(standingError({ data: undefined, error: null, errorUpdatedAt: 1000 }, last)).toBe(away)
})

it('ends with an answer', () => {
  expect(standingError({ data: [], error: null, errorUpdatedAt: 1000 }, last)).toBeNull()
})

it('is not that of another read, which failed at another time or never', () => {
  expect(standingError({ data: undefined, error: null, errorUpdatedAt: 2000 }, last)).toBeNull()
  expect(standingError({ data: undefined, error: null, errorUpdatedAt: 0 }, last)).toBeNull()
  expect(standingError({ data: undefined, error: null, errorUpdatedAt: 0 }, null)).toBeNull()
})

it('of a read that has been answered before is its own', () => {
  expect(standingError({ data: [], error: away, errorUpdatedAt: 2000 }, last)).toBe(away)
})
