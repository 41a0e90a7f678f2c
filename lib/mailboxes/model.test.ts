import { expect, it } from 'vitest'
import { isRestorable, restorableUntilMs } from './model'

it('a deleted mailbox can be restored for 30 days, to the millisecond', () => {
  const until = restorableUntilMs('2026-01-01T00:00:00.000Z')
  expect(new Date(until).toISOString()).toBe('2026-01-31T00:00:00.000Z')
  expect(restorableUntilMs(new Date('2026-01-01T00:00:00.000Z'))).toBe(until)
  expect([
    isRestorable('2026-01-01T00:00:00.000Z', until - 1),
    isRestorable('2026-01-01T00:00:00.000Z', until),
  ]).toEqual([true, false])
})
