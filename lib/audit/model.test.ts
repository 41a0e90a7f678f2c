import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { changedFields, toAuditJson } from './model'

describe('toAuditJson', () => {
  it('keeps plain values and writes dates and big numbers as text', () => {
    const at = new Date('2026-11-20T12:00:00.000Z')
    expect(
      toAuditJson({ id: 't1', n: 2, on: true, none: null, at, big: 9_007_199_254_740_993n, list: [1, at] }),
    ).toEqual({
      id: 't1',
      n: 2,
      on: true,
      none: null,
      at: '2026-11-20T12:00:00.000Z',
      big: '9007199254740993',
      list: [1, '2026-11-20T12:00:00.000Z'],
    })
  })

  it('writes numbers that JSON cannot say as words', () => {
    expect(toAuditJson([Number.NaN, Number.POSITIVE_INFINITY])).toEqual(['NaN', 'Infinity'])
  })

  it('leaves out what is no value', () => {
    expect(toAuditJson({ a: undefined, b: () => 1, c: Symbol('x') })).toEqual({})
    expect(toAuditJson(undefined)).toBeUndefined()
  })

  it.each([
    'password',
    'passwordHash',
    'newPassword',
    'clientSecret',
    'access_token',
    'pin',
    'voicemailPin',
    'mailbox_pin',
    'Authorization',
    'cookie',
  ])('cuts %s at any depth', (name) => {
    const text = JSON.stringify(toAuditJson({ [name]: 'S3CRET', list: [{ deep: { [name]: 'S3CRET' } }] }))
    expect(text).not.toContain('S3CRET')
    expect(text).not.toContain(name)
  })

  it.each(['name', 'shipping', 'opinion', 'mapping', 'portalUrl'])('keeps %s', (name) => {
    expect(toAuditJson({ [name]: 'x' })).toEqual({ [name]: 'x' })
  })

  it('ends on a value that holds itself', () => {
    const snake: Record<string, unknown> = { name: 'x' }
    snake.self = snake
    expect(() => JSON.stringify(toAuditJson(snake))).not.toThrow()
  })

  it('gives back any plain JSON that speaks of no secret', () => {
    const plain = fc.letrec((tie) => ({
      value: fc.oneof(
        { maxDepth: 3 },
        fc.string(),
        fc.integer(),
        fc.boolean(),
        fc.constant(null),
        fc.array(tie('value'), { maxLength: 3 }),
        fc.dictionary(fc.constantFrom('a', 'b', 'region', 'cloud'), tie('value')),
      ),
    })).value
    fc.assert(
      fc.property(plain, (value) => {
        expect(JSON.parse(JSON.stringify(toAuditJson(value)))).toEqual(JSON.parse(JSON.stringify(value)))
      }),
    )
  })
})

describe('changedFields', () => {
  it('lists what differs, by name, with both values', () => {
    expect(changedFields({ name: 'a', region: 'x', old: 1 }, { name: 'b', region: 'x', fresh: 2 })).toEqual([
      { field: 'fresh', before: undefined, after: 2 },
      { field: 'name', before: 'a', after: 'b' },
      { field: 'old', before: 1, after: undefined },
    ])
  })

  it('reads a missing snapshot as empty', () => {
    expect(changedFields(null, { id: 't1' })).toEqual([{ field: 'id', before: undefined, after: 't1' }])
    expect(changedFields({ id: 't1' }, undefined)).toHaveLength(1)
    expect(changedFields('text', [1])).toEqual([])
  })
})
