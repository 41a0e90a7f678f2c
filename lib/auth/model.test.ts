import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  type Actor,
  can,
  describeSignInError,
  knownRoles,
  permissions,
  permissionsByRole,
  roles,
  safeCallbackPath,
  signInErrors,
} from './model'
import { requirePermission } from './require-permission'

const person = (...held: (typeof roles)[number][]): Actor => ({
  kind: 'user',
  id: '1',
  name: 'Ada',
  email: 'ada@example.org',
  roles: held,
})

describe('can', () => {
  it('lets everybody read and nobody but administrators change access', () => {
    for (const role of roles) {
      expect(can(person(role), 'console:read')).toBe(true)
      expect(can(person(role), 'access:write')).toBe(role === 'administrator')
      expect(can(person(role), 'tenants:write')).toBe(role === 'administrator')
    }
  })

  it('joins the permissions of several roles', () => {
    const both = person('operator', 'auditor')
    expect(can(both, 'silences:write')).toBe(true)
    expect(can(both, 'audit:read')).toBe(true)
    expect(can(both, 'voicemail:write')).toBe(false)
  })

  it('gives nobody without roles anything, and the system all', () => {
    expect(permissions.some((permission) => can(person(), permission))).toBe(false)
    expect(permissions.every((permission) => can({ kind: 'system', name: 'worker' }, permission))).toBe(true)
  })

  it('knows every role and only listed permissions', () => {
    expect(Object.keys(permissionsByRole).sort()).toEqual([...roles].sort())
    for (const granted of Object.values(permissionsByRole)) {
      for (const permission of granted) expect(permissions).toContain(permission)
    }
  })
})

describe('requirePermission', () => {
  it('throws forbidden, names the permission, and says whom to ask', () => {
    expect(() => requirePermission(person('viewer'), 'tenants:write')).toThrow('"tenants:write"')
    expect(() => requirePermission(person('administrator'), 'tenants:write')).not.toThrow()
  })
})

describe('knownRoles', () => {
  it('leaves out words that are no role here', () => {
    expect(knownRoles(['viewer', 'owner', 'auditor'])).toEqual(['viewer', 'auditor'])
  })
})

describe('describeSignInError', () => {
  it('has a sentence for each code, none for none, and one for foreign codes', () => {
    for (const code of signInErrors) expect(describeSignInError(code)?.length).toBeGreaterThan(20)
    expect(describeSignInError(undefined)).toBeNull()
    expect(describeSignInError('')).toBeNull()
    expect(describeSignInError('<script>')).toBe(describeSignInError('internal'))
  })
})

describe('safeCallbackPath', () => {
  it.each([
    ['/', '/'],
    ['/tenants', '/tenants'],
    ['/tenants/t2100?range=7d#history', '/tenants/t2100?range=7d#history'],
    ['/a/../b', '/b'],
  ])('keeps %s', (value, path) => expect(safeCallbackPath(value)).toBe(path))

  it.each([
    [null],
    [undefined],
    [''],
    ['tenants'],
    ['https://evil.example/'],
    ['//evil.example/'],
    ['/\\evil.example/'],
    ['/\t/evil.example/'],
    ['/\n/evil.example'],
    ['javascript:alert(1)'],
    ['/sign-in?callbackUrl=/sign-in'],
    ['/api/auth/signout'],
    ['/..//evil.example/'],
    ['/.//evil.example/'],
  ])('refuses %j', (value) => expect(safeCallbackPath(value)).toBe('/'))

  it('never leaves the console, whatever it is given', () => {
    const hostile = fc
      .array(
        fc.constantFrom('/', '//', '../', './', '\\', '.', '\t', '\n', '@', ':', '?', '#', 'evil.example', '%2f', ' '),
      )
      .map((parts) => `/${parts.join('')}`)
    fc.assert(
      fc.property(fc.oneof(hostile, fc.string(), fc.webUrl()), (value) => {
        const target = new URL(safeCallbackPath(value), 'https://console.example')
        expect(target.origin).toBe('https://console.example')
      }),
      { numRuns: 2000 },
    )
  })
})
