import { describe, expect, it, vi } from 'vitest'
import type { SessionClaims } from './model'

type Row = { id: string; email: string; name: string; roles: string[]; sessionVersion: number; disabledAt: Date | null }
const database = vi.hoisted(() => ({ waiting: [] as ((row: unknown) => void)[] }))
vi.mock('@/lib/db/transaction', () => ({
  readDatabase: () => new Promise((resolve) => database.waiting.push(resolve)),
}))

const { forgetStanding, revalidate } = await import('./revalidate')

const claims: SessionClaims = { id: 'u1', email: 'a@b.c', name: 'Ada', roles: ['operator'], sessionVersion: 1 }
const row = (change: Partial<Row> = {}) => ({ ...claims, disabledAt: null, endedSessions: [], ...change })
const answer = (change?: Partial<Row>) => database.waiting.shift()?.(row(change))
const now = 1_000_000

describe('revalidate', () => {
  it('does not keep a row that was read before the account was changed here', async () => {
    const before = revalidate(claims, 's1', now)
    expect(database.waiting).toHaveLength(1)
    // Committed while the first question is on its way.
    forgetStanding(claims.id)
    const after = revalidate(claims, 's1', now)
    expect(database.waiting, 'who comes after the change asks anew').toHaveLength(2)
    answer()
    await before
    answer({ disabledAt: new Date() })
    expect(await after).toBeNull()
    expect(await revalidate(claims, 's1', now + 1)).toBeNull()
  })

  it('keeps the newer row when the older question is answered last', async () => {
    forgetStanding(claims.id)
    const before = revalidate(claims, 's1', now)
    forgetStanding(claims.id)
    const after = revalidate(claims, 's1', now)
    const [first, second] = database.waiting.splice(0)
    second?.(row({ roles: ['viewer'] }))
    expect(await after).toMatchObject({ roles: ['viewer'] })
    first?.(row())
    await before
    expect(await revalidate(claims, 's1', now + 1)).toMatchObject({ roles: ['viewer'] })
  })
})
