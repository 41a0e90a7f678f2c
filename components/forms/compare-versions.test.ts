import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { compareVersions, isDecided, mergeVersions, overSaved, sameFieldValue } from './compare-versions'

const base = { name: 'Acme', region: 'west', enabled: true, roles: ['a', 'b'] as readonly string[] }

describe('compareVersions', () => {
  it.each([
    ['nobody changed anything', {}, {}, []],
    ['only I did', { name: 'Acme 2' }, {}, [['name', 'mine']]],
    ['only they did', {}, { region: 'east' }, [['region', 'theirs']]],
    ['both, to the same value', { enabled: false }, { enabled: false }, [['enabled', 'both-alike']]],
    ['both, to different values', { name: 'A' }, { name: 'B' }, [['name', 'clash']]],
    ['a list in another order', { roles: ['b', 'a'] }, {}, []],
    ['a list with another entry', { roles: ['a'] }, { roles: ['a', 'b', 'c'] }, [['roles', 'clash']]],
  ])('%s', (_name, mine, theirs, found) => {
    const changed = compareVersions(base, { ...base, ...mine }, { ...base, ...theirs })
    expect(changed.map((field) => [field.name, field.kind])).toEqual(found)
  })

  it('carries all three values of a clash', () => {
    expect(compareVersions(base, { ...base, name: 'A' }, { ...base, name: 'B' })).toEqual([
      { name: 'name', base: 'Acme', mine: 'A', theirs: 'B', kind: 'clash' },
    ])
  })
})

describe('mergeVersions', () => {
  const mine = { ...base, name: 'A', enabled: false }
  const theirs = { ...base, name: 'B', region: 'east' }
  const changed = compareVersions(base, mine, theirs)

  it('takes what only one side changed, and each clash as chosen', () => {
    expect(mergeVersions(mine, theirs, changed, { name: 'theirs' })).toEqual({
      ...base,
      name: 'B',
      region: 'east',
      enabled: false,
    })
    expect(mergeVersions(mine, theirs, changed, { name: 'mine' })).toEqual({
      ...base,
      name: 'A',
      region: 'east',
      enabled: false,
    })
  })

  it('is decided only when every clash is', () => {
    expect(isDecided(changed, {})).toBe(false)
    expect(isDecided(changed, { region: 'mine' })).toBe(false)
    expect(isDecided(changed, { name: 'theirs' })).toBe(true)
    expect(isDecided([], {})).toBe(true)
  })

  it('never invents a value, and without a word keeps every change of mine', () => {
    const values = fc.record({ a: fc.integer({ max: 3, min: 0 }), b: fc.string({ maxLength: 1 }), c: fc.boolean() })
    fc.assert(
      fc.property(values, values, values, (was, own, other) => {
        const merged = mergeVersions(own, other, compareVersions(was, own, other), {})
        for (const name of ['a', 'b', 'c'] as const) {
          const expected = own[name] === was[name] ? other[name] : own[name]
          expect(merged[name]).toBe(expected)
        }
      }),
    )
  })
})

describe('sameFieldValue', () => {
  it.each([
    ['a', 'a', true],
    [1, '1', false],
    [null, '', false],
    [['x'], 'x', false],
    [['x', 'y'], ['y', 'x'], true],
    [['x'], ['x', 'x'], false],
  ])('%j and %j: %s', (a, b, same) => {
    expect(sameFieldValue(a, b)).toBe(same)
  })
})

describe('overSaved', () => {
  const sent = { name: ' Acme ', region: 'west', enabled: true, roles: ['a'] as readonly string[] }
  const saved = { ...sent, name: 'Acme' }

  it('is what was saved when nothing was typed since', () => {
    expect(overSaved(sent, sent, saved)).toEqual({ values: saved, typedOn: false })
    expect(overSaved(sent, { ...sent, name: 'Acme' }, saved), 'typed what was saved').toEqual({
      values: saved,
      typedOn: false,
    })
  })

  it('has what was typed since on top, and the saved values below', () => {
    expect(overSaved(sent, { ...sent, region: 'east', roles: ['a', 'b'] }, saved)).toEqual({
      values: { name: 'Acme', region: 'east', enabled: true, roles: ['a', 'b'] },
      typedOn: true,
    })
  })

  it('loses no key that was pressed while a save was on its way', () => {
    const values = fc.record({ name: fc.string(), region: fc.string() })
    fc.assert(
      fc.property(values, values, values, (before, now, kept) => {
        const { values: held } = overSaved(before, now, kept)
        for (const name of ['name', 'region'] as const) {
          expect(held[name]).toBe(now[name] === before[name] ? kept[name] : now[name])
        }
      }),
    )
  })
})
