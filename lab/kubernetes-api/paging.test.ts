import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { decodeContinue, encodeContinue } from './paging'
import { createSeededUids } from './seeded-uid'
import { ApiStatusError } from './status'
import { ObjectStore } from './store'

describe('continue tokens', () => {
  it('read what they write', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1 }), fc.string({ minLength: 1 }), (resourceVersion, start) => {
        expect(decodeContinue(encodeContinue({ resourceVersion, start }))).toEqual({ resourceVersion, start })
      }),
    )
  })

  it('print as recorded', () => {
    expect(encodeContinue({ resourceVersion: 736, start: '/voice-sip-1\0' })).toBe(
      'eyJ2IjoibWV0YS5rOHMuaW8vdjEiLCJydiI6NzM2LCJzdGFydCI6Ii92b2ljZS1zaXAtMVx1MDAwMCJ9',
    )
  })

  it.each(['', 'x', 'e30', Buffer.from('{"v":"meta.k8s.io/v1","rv":0,"start":"a"}').toString('base64url')])(
    'refuse %j',
    (token) => {
      expect(() => decodeContinue(token)).toThrow(ApiStatusError)
    },
  )
})

interface Change {
  kind: 'create' | 'delete' | 'modify'
  name: string
}

const change: fc.Arbitrary<Change> = fc.record({
  kind: fc.constantFrom('create', 'delete', 'modify'),
  name: fc.stringMatching(/^[a-e]$/),
})

function run(store: ObjectStore, { kind, name }: Change): void {
  const exists = store.get('configmaps', 'voice', name) !== undefined
  if (kind === 'create' && !exists) store.create('configmaps', { metadata: { name, namespace: 'voice' }, data: {} })
  if (kind === 'delete' && exists) store.delete('configmaps', 'voice', name)
  if (kind === 'modify' && exists) {
    store.modify(
      'configmaps',
      'voice',
      name,
      (draft) => void Object.assign(draft, { data: { at: String(store.resourceVersion) } }),
    )
  }
}

describe('paged lists', () => {
  it('show one state in all pages, whatever happens between them', () => {
    const changes = fc.array(change, { maxLength: 12 })
    fc.assert(
      fc.property(
        changes,
        fc.array(changes, { maxLength: 8 }),
        fc.integer({ min: 1, max: 3 }),
        (first, between, limit) => {
          const store = new ObjectStore({ newUid: createSeededUids(1), now: () => new Date(0) })
          for (const name of ['a', 'b', 'c', 'd', 'e']) run(store, { kind: 'create', name })
          for (const item of first) run(store, item)
          const whole = store.list('configmaps', { namespace: 'voice' })
          let page = store.list('configmaps', { namespace: 'voice', limit })
          const seen = [...page.items]
          for (let turn = 0; page.continue; turn += 1) {
            expect(page.remainingItemCount).toBe(whole.items.length - seen.length)
            for (const item of between[turn] ?? []) run(store, item)
            page = store.list('configmaps', { namespace: 'voice', limit, continue: page.continue })
            seen.push(...page.items)
          }
          expect(page.resourceVersion).toBe(whole.resourceVersion)
          expect(seen).toEqual(whole.items)
        },
      ),
    )
  })

  it('carry on from an expired page with the token that the failure gives', () => {
    const store = new ObjectStore({ newUid: createSeededUids(1), now: () => new Date(0) })
    for (const name of ['a', 'b', 'c', 'd']) run(store, { kind: 'create', name })
    const page = store.list('configmaps', { namespace: 'voice', limit: 2 })
    run(store, { kind: 'delete', name: 'c' })
    store.compact()
    let token: string | undefined
    try {
      store.list('configmaps', { namespace: 'voice', limit: 2, continue: page.continue })
    } catch (error) {
      if (!(error instanceof ApiStatusError)) throw error
      expect(error.code).toBe(410)
      token = error.body.metadata.continue
    }
    const rest = store.list('configmaps', { namespace: 'voice', limit: 2, continue: token })
    expect(rest.items.map((item) => item.metadata.name)).toEqual(['d'])
    expect(rest.resourceVersion).toBe('5')
  })

  it('count what remains only without selectors, and ignore the limit for "any version"', () => {
    const store = new ObjectStore({ newUid: createSeededUids(1), now: () => new Date(0) })
    for (const name of ['a', 'b', 'c'])
      store.create('configmaps', { metadata: { name, namespace: 'voice', labels: { x: name === 'b' ? 'n' : 'y' } } })
    const selected = store.list('configmaps', { labelSelector: 'x=y', limit: 1 })
    expect(selected.items).toHaveLength(1)
    expect(selected.continue).toBeDefined()
    expect(selected.remainingItemCount).toBeUndefined()
    const rest = store.list('configmaps', { labelSelector: 'x=y', limit: 1, continue: selected.continue })
    expect(rest.items.map((item) => item.metadata.name)).toEqual(['c'])
    expect(rest.continue).toBeUndefined()
    expect(store.list('configmaps', { limit: 1, resourceVersion: '0' }).items).toHaveLength(3)
  })

  it.each([
    [{ resourceVersionMatch: 'Exact' }, 422],
    [{ resourceVersionMatch: 'Exact', resourceVersion: '0' }, 422],
    [{ resourceVersionMatch: 'Sometimes', resourceVersion: '1' }, 422],
    [{ resourceVersion: 'abc' }, 400],
    [{ resourceVersion: '1', continue: 'x' }, 400],
    [{ resourceVersion: '99' }, 504],
    [{ labelSelector: '((' }, 400],
  ])('refuse %j with %i', (query, code) => {
    const store = new ObjectStore({ newUid: createSeededUids(1), now: () => new Date(0) })
    expect(() => store.list('configmaps', query)).toThrow(expect.objectContaining({ code }))
  })
})
