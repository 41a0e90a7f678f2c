import { describe, expect, it } from 'vitest'
import { rangeKey } from './range-key'

const grid = { startSeconds: 0, endSeconds: 3600, stepSeconds: 15 }

describe('rangeKey', () => {
  it('names one range for ever once it is over', () => {
    expect(rangeKey(grid, 3661)).toBe(rangeKey(grid, 90_000))
    expect(rangeKey(grid, 90_000)).not.toBe(rangeKey({ ...grid, stepSeconds: 30 }, 90_000))
  })
  it('names another one with each step of a range that reaches into the future', () => {
    expect(rangeKey(grid, 1800)).toBe(rangeKey(grid, 1814))
    expect(rangeKey(grid, 1800)).not.toBe(rangeKey(grid, 1815))
  })
  it('waits for the last samples of a range that has only just ended', () => {
    expect(rangeKey(grid, 3600)).not.toBe(rangeKey(grid, 3660))
  })
})
