import { describe, expect, it } from 'vitest'
import { parseTestArguments } from './command'

describe('parseTestArguments', () => {
  it('runs every stage when none is named', () => {
    expect(parseTestArguments([])).toEqual({ stages: ['verify', 'integration', 'build', 'e2e'], more: [] })
  })

  it('runs one stage, and hands the rest to its runner', () => {
    expect(parseTestArguments(['e2e', 'overview', '--headed'])).toEqual({
      stages: ['e2e'],
      more: ['overview', '--headed'],
    })
  })

  it('names the stages there are when asked for another', () => {
    expect(() => parseTestArguments(['lint'])).toThrow(/no stage lint.*verify, integration, build, e2e/)
  })
})
