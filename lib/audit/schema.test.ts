import { expect, it } from 'vitest'
import { auditFilterSchema } from './schema'

it.each(['0000-01-01T00:00:00Z', '0001-01-01T00:30:00+01:00'])(
  'a log from %s on is refused: there was no such year',
  (from) => {
    expect(auditFilterSchema.safeParse({ from }).error?.issues[0]).toMatchObject({
      path: ['from'],
      message: 'must be a moment of our era',
    })
  },
)

it.each(['0001-01-01T00:00:00Z', '9999-12-31T23:59:59Z', '2026-11-30T10:00:00+05:30'])(
  'a log from %s on is asked for',
  (from) => {
    expect(auditFilterSchema.safeParse({ from }).success).toBe(true)
  },
)
