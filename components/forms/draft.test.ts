import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { clearDraft, readDraft, writeDraft } from './draft'

function memory(entries: Record<string, string> = {}) {
  const map = new Map(Object.entries(entries))
  return {
    map,
    getItem: (key: string) => map.get(key) ?? null,
    setItem: (key: string, text: string) => void map.set(key, text),
    removeItem: (key: string) => void map.delete(key),
  }
}

const blocked = {
  getItem: (): string | null => {
    throw new DOMException('denied', 'SecurityError')
  },
  setItem: () => {
    throw new DOMException('full', 'QuotaExceededError')
  },
  removeItem: () => {
    throw new DOMException('denied', 'SecurityError')
  },
}

const sample = { name: '', enabled: true, roles: [] as readonly string[] }
const savedAt = '2026-11-20T12:00:00.000Z'

describe('drafts', () => {
  it('come back as they were typed, also what is not valid yet', () => {
    const values = fc.record({ name: fc.string(), enabled: fc.boolean(), roles: fc.array(fc.string()) })
    fc.assert(
      fc.property(values, values, fc.option(fc.integer()), (base, typed, version) => {
        const store = memory()
        writeDraft(store, 'tenant.t1', { savedAt, version, base, values: typed })
        expect(readDraft(store, 'tenant.t1', sample)).toEqual({ savedAt, version, base, values: typed })
        expect(readDraft(store, 'tenant.t2', sample)).toBeNull()
      }),
    )
  })

  it.each([
    ['nothing', undefined],
    ['text that is no JSON', '{'],
    ['another shape', '[1]'],
    [
      'a field of another kind',
      JSON.stringify({ savedAt, version: 1, base: sample, values: { ...sample, enabled: 'yes' } }),
    ],
    ['a missing field', JSON.stringify({ savedAt, version: 1, base: { name: '' }, values: sample })],
  ])('are none when the store holds %s', (_name, text) => {
    expect(readDraft(memory(text === undefined ? {} : { 'patchboard.draft.x': text }), 'x', sample)).toBeNull()
  })

  it('drop fields that the form no longer has', () => {
    const old = { ...sample, colour: 'red' }
    const text = JSON.stringify({ savedAt, version: 1, base: old, values: old })
    expect(readDraft(memory({ 'patchboard.draft.x': text }), 'x', sample)?.values).toEqual(sample)
  })

  it('go when cleared, and never throw where storage is blocked', () => {
    const store = memory()
    const draft = { savedAt, version: null, base: sample, values: sample }
    writeDraft(store, 'x', draft)
    clearDraft(store, 'x')
    expect(store.map.size).toBe(0)
    expect(() => writeDraft(blocked, 'x', draft)).not.toThrow()
    expect(() => clearDraft(blocked, 'x')).not.toThrow()
    expect(readDraft(blocked, 'x', sample)).toBeNull()
  })
})
