import { readdirSync } from 'node:fs'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { dealSpecs } from './deal-specs'

describe('dealSpecs', () => {
  it('deals each spec to one stack, whatever they are called', () => {
    const name = fc.stringMatching(/^[a-z-]{1,12}\.spec\.ts$/)
    fc.assert(
      fc.property(fc.uniqueArray(name), fc.integer({ min: 1, max: 4 }), (files, count) => {
        const hands = dealSpecs(files, count)
        expect(hands).toHaveLength(count)
        expect(hands.flat().sort()).toEqual([...files].sort())
      }),
    )
  })

  it('gives the long ones of today to different stacks', () => {
    const files = readdirSync('e2e').filter((file) => file.endsWith('.spec.ts'))
    const [first, second] = dealSpecs(files, 2)
    expect(first?.includes('accessibility.spec.ts')).not.toBe(first?.includes('import-page.spec.ts'))
    expect(Math.abs((first?.length ?? 0) - (second?.length ?? 0))).toBeLessThan(files.length / 2)
  })
})
