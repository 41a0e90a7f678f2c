import { describe, expect, it } from 'vitest'
import { roleTexts } from '@/lib/access/model'
import type { User } from '@/lib/access/schema'
import { accountLook, filterUsers } from './account-status'

const now = Date.UTC(2026, 10, 20, 12)
const iso = (ms: number) => new Date(ms).toISOString()

function user(change: Partial<User>): User {
  return {
    id: '018f0000-0000-7000-8000-000000000001',
    email: 'ada@example.org',
    name: 'Ada Lovelace',
    roles: ['viewer'],
    disabledAt: null,
    lockedUntil: null,
    lastSignInAt: null,
    createdAt: iso(0),
    updatedAt: iso(0),
    version: 1,
    ...change,
  }
}

describe('accountLook', () => {
  it.each([
    [{}, 'active'],
    [{ lockedUntil: iso(now + 1) }, 'resting'],
    [{ lockedUntil: iso(now - 1) }, 'active'],
    [{ disabledAt: iso(now - 1), lockedUntil: iso(now + 1) }, 'disabled'],
  ])('%#: %s', (change, state) => {
    expect(accountLook(user(change), now).state).toBe(state)
  })

  it('never shows an account that cannot sign in as ok', () => {
    expect(accountLook(user({ lockedUntil: iso(now + 1) }), now).status).not.toBe('ok')
    expect(accountLook(user({ disabledAt: iso(1) }), now).status).not.toBe('ok')
  })
})

describe('filterUsers', () => {
  const users = [user({}), user({ name: 'Grace Hopper', email: 'grace@navy.example', roles: ['auditor', 'operator'] })]
  const name = (role: User['roles'][number]) => roleTexts[role].name

  it.each([
    ['', 2],
    ['  ', 2],
    ['ADA', 1],
    ['example', 2],
    ['grace auditor', 1],
    ['ada auditor', 0],
  ])('%j finds %i', (text, count) => {
    expect(filterUsers(users, text, name)).toHaveLength(count)
  })
})
