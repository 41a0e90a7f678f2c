import { describe, expect, it } from 'vitest'
import { importLimits } from '@/lib/imports/vocabulary'
import { whyNoImport } from './why-no-import'

const many = <One>(one: One) => Array<One>(importLimits.unfinished).fill(one)

describe('whyNoImport', () => {
  it('counts what is under way, and nothing else', () => {
    const at = '2026-01-01T00:00:00.000Z'
    expect(whyNoImport([])).toBeNull()
    expect(whyNoImport(many({ state: 'mapping', finishedAt: null }))).toMatch(/^20 imports are not finished/)
    expect(whyNoImport(many({ state: 'mapping' as const, finishedAt: null }).slice(1))).toBeNull()
    expect(whyNoImport(many({ state: 'done', finishedAt: at }))).toBeNull()
    expect(whyNoImport(many({ state: 'checked', finishedAt: null }))).toBeNull()
  })
})
