import { describe, expect, it } from 'vitest'
import { addCounts, countPlaywright, countsLine, countVitest, judge } from './counts'

describe('counts', () => {
  it('add up over all runners, and read as one line', () => {
    const sum = addCounts({ passed: 3, failed: 0, skipped: 1 }, { passed: 40, failed: 2, skipped: 0 })
    expect(countsLine(sum)).toBe('43 passed, 2 failed, 1 skipped')
    expect(countsLine(addCounts())).toBe('0 passed, 0 failed, 0 skipped')
  })

  it('are read from Vitest, what is left to do among the skipped', () => {
    const report = { numPassedTests: 10, numFailedTests: 1, numPendingTests: 2, numTodoTests: 3, success: false }
    expect(countVitest(report)).toEqual({ passed: 10, failed: 1, skipped: 5 })
  })

  it('are read from Playwright, the flaky among the failed', () => {
    const report = { stats: { expected: 7, unexpected: 1, flaky: 2, skipped: 1, duration: 3.5 } }
    expect(countPlaywright(report)).toEqual({ passed: 7, failed: 3, skipped: 1 })
  })

  it.each([{}, null, { stats: {} }, { numPassedTests: '3' }])('are not guessed from %j', (report) => {
    expect(() => countVitest(report)).toThrow()
    expect(() => countPlaywright(report)).toThrow()
  })
})

describe('judge', () => {
  const passed = { passed: 5, failed: 0, skipped: 0 }

  it('believes a runner that ended well', () => {
    expect(judge(true, passed)).toEqual(passed)
  })

  it('counts a failure for a runner that ended badly without naming one', () => {
    expect(judge(false, passed)).toEqual({ passed: 5, failed: 1, skipped: 0 })
    expect(judge(false, null)).toEqual({ passed: 0, failed: 1, skipped: 0 })
  })

  it('does not count a named failure twice', () => {
    expect(judge(false, { passed: 4, failed: 1, skipped: 0 }).failed).toBe(1)
  })

  it('counts a failure for a runner that ran nothing', () => {
    expect(judge(true, { passed: 0, failed: 0, skipped: 0 }).failed).toBe(1)
    expect(judge(true, { passed: 0, failed: 0, skipped: 9 })).toEqual({ passed: 0, failed: 1, skipped: 9 })
    expect(judge(true, null).failed).toBe(1)
  })
})
