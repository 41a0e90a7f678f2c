import { describe, expect, it } from 'vitest'
import { type FaviconState, faviconSvg } from './favicon'

describe('faviconSvg', () => {
  it.each<[FaviconState, string]>([
    [{ kind: 'firing', count: 3 }, '>3</text>'],
    [{ kind: 'firing', count: 99 }, '>99</text>'],
    [{ kind: 'firing', count: 100 }, '>99+</text>'],
    [{ kind: 'erring' }, '>!</text>'],
    [{ kind: 'unknown' }, '>?</text>'],
  ])('%j', (state, sign) => {
    expect(faviconSvg(state)).toContain(sign)
  })

  it('is quiet only when calm, and calm is not the same as unknown', () => {
    expect(faviconSvg({ kind: 'calm' })).not.toContain('<text')
    const all = [{ kind: 'calm' }, { kind: 'firing', count: 1 }, { kind: 'erring' }, { kind: 'unknown' }] as const
    expect(new Set(all.map(faviconSvg)).size).toBe(4)
  })
})
