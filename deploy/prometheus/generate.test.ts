import { describe, expect, it } from 'vitest'
import { outdatedRuleFiles } from './generate'

describe('rule files that ship', () => {
  it('are what the catalogue gives (run `npm run rules` after changing it)', () => {
    expect(outdatedRuleFiles()).toEqual([])
  })
})
