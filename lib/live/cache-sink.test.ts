import { QueryClient } from '@tanstack/react-query'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { CacheSink } from './cache-sink'
import type { AnyLiveList } from './model'
import type { LiveDelta, LiveTopic } from './schema'

const iso = (seq: number) => new Date(Date.parse('2026-11-20T18:00:00.000Z') + seq * 5000).toISOString()
const list = (values: Record<string, number>, seq = 0): AnyLiveList => ({
  position: { epoch: 'e', seq },
  observedAt: iso(seq),
  items: Object.entries(values).map(([id, value]) => ({ id, value })),
  total: Object.keys(values).length,
  summary: null,
  sources: [],
})
const delta = (seq: number, values: Record<string, number>, extra: Partial<LiveDelta> = {}): LiveDelta => ({
  type: 'delta',
  topic: 'alerts',
  position: { epoch: 'e', seq },
  observedAt: iso(seq),
  upsert: Object.entries(values).map(([id, value]) => ({ id, value })),
  remove: [],
  total: 2,
  summary: null,
  sources: [],
  ...extra,
})

describe('CacheSink', () => {
  let client: QueryClient
  let sink: CacheSink
  let fetched: LiveTopic[]

  beforeEach(() => {
    vi.useFakeTimers()
    client = new QueryClient()
    sink = new CacheSink(client)
    fetched = []
    vi.spyOn(client, 'invalidateQueries').mockImplementation(async (filters) => {
      fetched.push(filters?.queryKey?.[0] as LiveTopic)
    })
  })
  afterEach(() => {
    sink.dispose()
    vi.useRealTimers()
  })

  it('brings a list up to date that was fetched before an event and arrives behind it', async () => {
    client.setQueryData(['alerts', 'all'], list({ a: 1 }))
    sink.accept(delta(1, { a: 2 }))
    sink.accept(delta(2, { b: 3 }))
    await client.fetchQuery({ queryKey: ['alerts', 'all'], queryFn: async () => list({ a: 1 }), staleTime: 0 })
    expect(client.getQueryData(['alerts', 'all'])).toMatchObject({
      position: { seq: 2 },
      items: [
        { id: 'a', value: 2 },
        { id: 'b', value: 3 },
      ],
    })
    await client.fetchQuery({ queryKey: ['alerts', 'all'], queryFn: async () => list({ a: 9 }, 3), staleTime: 0 })
    expect(client.getQueryData(['alerts', 'all']), 'a newer one is taken as it is').toEqual(list({ a: 9 }, 3))
    expect(fetched).toEqual([])
  })

  it('leaves lists alone once it is disposed of', async () => {
    client.setQueryData(['alerts', 'all'], list({ a: 1 }))
    sink.accept(delta(1, { a: 2 }))
    sink.dispose()
    await client.fetchQuery({ queryKey: ['alerts', 'all'], queryFn: async () => list({ a: 1 }), staleTime: 0 })
    expect(client.getQueryData(['alerts', 'all'])).toEqual(list({ a: 1 }))
  })

  it('writes into every list of its topic, each in its way', () => {
    client.setQueryData(['alerts', 'all'], list({ a: 1 }))
    client.setQueryData(['alerts', 'page', 'severity=critical'], list({ a: 1 }))
    client.setQueryData(['services', 'all'], list({ a: 1 }))
    sink.accept(delta(1, { a: 2, b: 3 }))
    expect(client.getQueryData(['alerts', 'all'])).toMatchObject({ items: [{ value: 2 }, { id: 'b' }], total: 2 })
    expect(client.getQueryData(['alerts', 'page', 'severity=critical'])).toMatchObject({
      items: [{ value: 2 }],
      total: 1,
    })
    expect(client.getQueryData(['services', 'all'])).toEqual(list({ a: 1 }))
  })

  it('leaves alone what is no live list', () => {
    client.setQueryData(['alerts', 'history', 1], { points: [] })
    expect(() => sink.accept(delta(1, { a: 2 }))).not.toThrow()
    expect(client.getQueryData(['alerts', 'history', 1])).toEqual({ points: [] })
  })

  it('fetches a topic again after a reset', () => {
    sink.accept({ type: 'reset', topic: 'alerts', position: { epoch: 'e', seq: 4 } })
    expect(fetched).toEqual(['alerts'])
  })

  it('fetches pages again at most every five seconds, and never loses the last change', async () => {
    client.setQueryData(['alerts', 'page', ''], list({ a: 1 }))
    for (let seq = 1; seq <= 9; seq += 1) {
      sink.accept(delta(seq, {}, { remove: [`x${seq}`], total: 100 - seq }))
      await vi.advanceTimersByTimeAsync(1000)
    }
    expect(fetched).toHaveLength(2)
    await vi.advanceTimersByTimeAsync(60_000)
    expect(fetched).toHaveLength(3)
  })

  it('mends a list that a late fetch put back', () => {
    client.setQueryData(['alerts', 'all'], list({ a: 1 }))
    sink.accept(delta(1, { a: 2 }))
    client.setQueryData(['alerts', 'all'], list({ a: 1 }))
    sink.accept({ type: 'beat', topic: 'alerts', position: { epoch: 'e', seq: 1 }, observedAt: iso(2), sources: [] })
    expect(client.getQueryData(['alerts', 'all'])).toMatchObject({ items: [{ value: 2 }] })
    expect(fetched).toEqual([])
  })

  it('waits for nothing once disposed', async () => {
    sink.accept({ type: 'reset', topic: 'alerts', position: { epoch: 'e', seq: 4 } })
    sink.accept({ type: 'reset', topic: 'alerts', position: { epoch: 'e', seq: 5 } })
    sink.dispose()
    await vi.advanceTimersByTimeAsync(60_000)
    expect(fetched).toHaveLength(1)
  })
})
