import { dehydrate } from '@tanstack/react-query'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { inTime } from './in-time'
import { makeQueryClient } from './query-client'

describe('inTime', () => {
  beforeEach(() => void vi.useFakeTimers())
  afterEach(() => void vi.useRealTimers())

  it('goes on without what hangs, and with what came', async () => {
    const client = makeQueryClient()
    const reads = [
      client.prefetchQuery({ queryKey: ['prompt'], queryFn: async () => 1 }),
      client.prefetchQuery({ queryKey: ['hanging'], queryFn: () => new Promise<number>(() => {}) }),
    ]
    let done = false
    const waiting = inTime(...reads).then(() => {
      done = true
    })
    await vi.advanceTimersByTimeAsync(1100)
    expect(done).toBe(false)
    await vi.advanceTimersByTimeAsync(200)
    await waiting
    expect(dehydrate(client).queries.map(({ queryKey }) => queryKey)).toEqual([['prompt']])
  })

  it('waits no longer than for what it waits for, and for a read that fails no longer either', async () => {
    await inTime(Promise.resolve(1), Promise.reject(new Error('down')))
    expect(vi.getTimerCount()).toBe(0)
  })
})
