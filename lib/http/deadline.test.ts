import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { startDeadline } from './deadline'

describe('startDeadline', () => {
  beforeEach(() => {
    vi.useFakeTimers()
  })
  afterEach(() => {
    vi.useRealTimers()
  })

  it('aborts when the time is up, and says so', () => {
    const deadline = startDeadline(100)
    vi.advanceTimersByTime(99)
    expect(deadline.signal.aborted).toBe(false)
    vi.advanceTimersByTime(1)
    expect(deadline.signal.aborted).toBe(true)
    expect(deadline.expired()).toBe(true)
  })

  it("passes the caller's reason on, which is no expiry", () => {
    const caller = new AbortController()
    const deadline = startDeadline(100, caller.signal)
    const reason = new Error('left')
    caller.abort(reason)
    expect(deadline.signal.reason).toBe(reason)
    expect(deadline.expired()).toBe(false)
    expect(startDeadline(100, caller.signal).signal.reason).toBe(reason)
  })

  it('leaves nothing behind', () => {
    const caller = new AbortController()
    const deadline = startDeadline(100, caller.signal)
    deadline.dispose()
    expect(vi.getTimerCount()).toBe(0)
    caller.abort()
    vi.advanceTimersByTime(1000)
    expect(deadline.signal.aborted).toBe(false)
  })
})
