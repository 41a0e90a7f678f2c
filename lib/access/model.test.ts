import { describe, expect, it } from 'vitest'
import { roles } from '@/lib/auth/model'
import { accountState, isActiveAdministrator, isLastAdministrator, roleTexts } from './model'
import { createUserSchema, passwordSchema, type User, updateUserSchema } from './schema'

const now = Date.parse('2026-11-20T12:00:00.000Z')

const user = (id: string, change: Partial<User> = {}): User => ({
  id,
  email: `${id}@example.org`,
  name: id,
  roles: ['administrator'],
  disabledAt: null,
  lockedUntil: null,
  lastSignInAt: null,
  createdAt: '2026-11-01T00:00:00.000Z',
  updatedAt: '2026-11-01T00:00:00.000Z',
  version: 1,
  ...change,
})
const disabledAt = '2026-11-02T00:00:00.000Z'

describe('accountState', () => {
  it.each([
    ['active', {}],
    ['active', { lockedUntil: '2026-11-20T11:59:59.999Z' }],
    ['resting', { lockedUntil: '2026-11-20T12:00:00.001Z' }],
    ['disabled', { disabledAt }],
    ['disabled', { disabledAt, lockedUntil: '2026-11-20T13:00:00.000Z' }],
  ])('is %s', (state, change) => expect(accountState(user('a', change), now)).toBe(state))
})

describe('isLastAdministrator', () => {
  it('counts only those who can sign in', () => {
    const users = [user('a'), user('b', { disabledAt }), user('c', { roles: ['operator'] })]
    expect(users.map(isActiveAdministrator)).toEqual([true, false, false])
    expect(isLastAdministrator(users, 'a')).toBe(true)
    expect(isLastAdministrator(users, 'b')).toBe(false)
    expect(isLastAdministrator([...users, user('d')], 'a')).toBe(false)
    expect(isLastAdministrator([], 'a')).toBe(false)
  })
})

describe('schemas', () => {
  it('writes addresses in small letters and roles once and in order', () => {
    expect(
      createUserSchema.parse({ email: ' Ada@Example.ORG ', name: ' Ada ', roles: ['viewer', 'auditor', 'viewer'] }),
    ).toEqual({ email: 'ada@example.org', name: 'Ada', roles: ['auditor', 'viewer'] })
  })

  it.each([
    ['email', { email: 'ada', name: 'Ada', roles: ['viewer'] }],
    ['email', { email: `${'a'.repeat(250)}@example.org`, name: 'Ada', roles: ['viewer'] }],
    ['name', { email: 'ada@example.org', name: '  ', roles: ['viewer'] }],
    ['name', { email: 'ada@example.org', name: 'x'.repeat(121), roles: ['viewer'] }],
    ['roles', { email: 'ada@example.org', name: 'Ada', roles: [] }],
    ['roles', { email: 'ada@example.org', name: 'Ada', roles: ['owner'] }],
  ])('refuses a wrong %s and names it', (field, body) => {
    const issues = createUserSchema.safeParse(body).error?.issues ?? []
    expect(issues.map((issue) => issue.path[0])).toEqual([field])
  })

  it('demands a version that counts from one', () => {
    const body = { name: 'Ada', roles: ['viewer'] }
    expect(updateUserSchema.safeParse({ ...body, version: 0 }).success).toBe(false)
    expect(updateUserSchema.safeParse({ ...body, version: 1 }).success).toBe(true)
  })

  it('wants twelve characters of a chosen password', () => {
    expect(passwordSchema.safeParse('a'.repeat(11)).success).toBe(false)
    expect(passwordSchema.safeParse('a'.repeat(12)).success).toBe(true)
  })
})

it('has words for every role', () => {
  expect(Object.keys(roleTexts).sort()).toEqual([...roles].sort())
})
