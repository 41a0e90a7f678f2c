import { describe, expect, it } from 'vitest'
import { isWatched } from './watched'

describe('isWatched', () => {
  it.each([
    ['the first look', null, false],
    ['a refresh ago', 5_000, true],
    ['two minutes ago', 120_000, true],
    ['longer ago', 120_001, false],
  ])('%s: %s', (_name, agoMs, watched) => {
    expect(isWatched(agoMs === null ? null : 1_000_000 - agoMs, 1_000_000)).toBe(watched)
  })
})
