import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { beginStopping, forgetStopping } from '@/lib/env/stopping'
import type { SourceState } from '@/lib/sources/schema'
import { createFeed, type Feed } from './feed'
import { type LiveStreamOptions, openLiveStream } from './hub'
import { type LiveEvent, liveEventSchema } from './schema'

type Row = { id: string; value: string }
const sources: SourceState[] = []

/** One message of an SSE stream, as a browser takes it apart. */
type Message = { id?: string; event: string; data: string }

function readMessages(text: string): Message[] {
  return text
    .split('\n\n')
    .map((block) =>
      Object.fromEntries(
        block.split('\n').map((line) => [line.slice(0, line.indexOf(':')), line.slice(line.indexOf(':') + 2)]),
      ),
    )
    .filter((fields) => 'data' in fields)
    .map((fields) => ({ id: fields.id, event: fields.event ?? 'message', data: fields.data ?? '' }))
}

describe('openLiveStream', () => {
  let values: Record<string, string>
  let alerts: Feed<Row, number>
  let services: Feed<Row, number>

  const createTopic = (topic: 'alerts' | 'services') =>
    createFeed<Row, number>({
      topic,
      intervalMs: 5000,
      poll: async () => ({ items: Object.entries(values).map(([id, value]) => ({ id, value })), summary: 0, sources }),
    })

  beforeEach(() => {
    vi.useFakeTimers()
    values = { a: 'one' }
    alerts = createTopic('alerts')
    services = createTopic('services')
  })
  afterEach(() => {
    alerts.stop()
    services.stop()
    forgetStopping()
    vi.useRealTimers()
  })

  function open(options: Partial<LiveStreamOptions> = {}) {
    const controller = new AbortController()
    const stream = openLiveStream({ feeds: [alerts], userId: 'u', signal: controller.signal, ...options })
    return { stream, abort: () => controller.abort() }
  }

  /** Reads a stream to its end in the background. */
  function drain(stream: ReadableStream<Uint8Array>) {
    const decoder = new TextDecoder()
    const state = { text: '', ended: false }
    const reader = stream.getReader()
    const pump = async () => {
      for (let part = await reader.read(); !part.done; part = await reader.read())
        state.text += decoder.decode(part.value)
      state.ended = true
    }
    pump().catch(() => {})
    return {
      messages: () => readMessages(state.text),
      events: (): LiveEvent[] =>
        readMessages(state.text)
          .filter(({ event }) => event === 'message')
          .map(({ data }) => liveEventSchema.parse(JSON.parse(data))),
      ended: () => state.ended,
      cancel: () => reader.cancel(),
    }
  }
  const settle = () => vi.advanceTimersByTimeAsync(0)

  it('sends the events of all its topics, each with the positions of all', async () => {
    const { stream, abort } = open({ feeds: [alerts, services] })
    const read = drain(stream)
    await settle()
    values = { a: 'two' }
    await vi.advanceTimersByTimeAsync(5000)
    expect(read.events().map(({ type, topic }) => `${topic} ${type}`)).toEqual([
      'alerts beat',
      'services beat',
      'alerts delta',
      'services delta',
    ])
    const { epoch: a } = alerts.position()
    const { epoch: s } = services.position()
    expect(read.messages().at(-1)?.id).toBe(`alerts:${a}:1,services:${s}:1`)
    abort()
    await settle()
    expect(read.ended()).toBe(true)
  })

  it('resumes each topic after the last id', async () => {
    const first = open()
    const before = drain(first.stream)
    await settle()
    const id = before.messages().at(-1)?.id ?? ''
    first.abort()
    values = { a: 'two' }
    await alerts.refresh()
    const second = open({ lastEventId: id })
    const after = drain(second.stream)
    await settle()
    expect(after.events()).toMatchObject([{ type: 'delta', upsert: [{ id: 'a', value: 'two' }] }, { type: 'beat' }])
    second.abort()
    const foreign = open({ lastEventId: 'alerts:other:7' })
    const reset = drain(foreign.stream)
    await settle()
    expect(reset.events().map(({ type }) => type)).toEqual(['reset', 'beat'])
    foreign.abort()
  })

  it('says goodbye to everybody when the process is told to stop, and takes nobody in any more', async () => {
    const reads = ['u', 'v'].map((userId) => drain(open({ userId }).stream))
    await settle()
    beginStopping()
    await settle()
    for (const read of reads) {
      expect(read.messages().at(-1)).toMatchObject({ event: 'goodbye', data: '{"reason":"stopping"}' })
      expect(read.ended()).toBe(true)
    }
    expect(() => open()).toThrow('being stopped')
  })

  it('sends a heartbeat every fifteen seconds', async () => {
    const { stream, abort } = open({ feeds: [] })
    const read = drain(stream)
    await vi.advanceTimersByTimeAsync(46_000)
    expect(read.messages().map(({ event }) => event)).toEqual(['heartbeat', 'heartbeat', 'heartbeat'])
    abort()
  })

  it('says goodbye after some minutes, so that people are asked again who they are', async () => {
    const { stream } = open({ feeds: [] })
    const read = drain(stream)
    await vi.advanceTimersByTimeAsync(239_000)
    expect(read.ended()).toBe(false)
    await vi.advanceTimersByTimeAsync(122_000)
    expect(read.ended()).toBe(true)
    expect(read.messages().at(-1)?.event).toBe('goodbye')
  })

  it('ends within one heartbeat of the session that it was opened with, and says why', async () => {
    let alive = true
    const { stream } = open({ feeds: [], isSessionAlive: async () => alive })
    const read = drain(stream)
    await vi.advanceTimersByTimeAsync(31_000)
    expect(read.ended()).toBe(false)
    alive = false
    await vi.advanceTimersByTimeAsync(15_000)
    expect(read.ended()).toBe(true)
    expect(read.messages().at(-1)).toMatchObject({ event: 'goodbye', data: '{"reason":"session-ended"}' })
  })

  it('goes on while the session cannot be looked at', async () => {
    const isSessionAlive = () => Promise.reject(new Error('no database'))
    const { stream, abort } = open({ feeds: [], isSessionAlive })
    const read = drain(stream)
    await vi.advanceTimersByTimeAsync(46_000)
    expect(read.ended()).toBe(false)
    abort()
  })

  it('ends for a browser that does not read, and leaves the feed', async () => {
    const { stream } = open({ maxBufferedBytes: 2000, heartbeatMs: 1e9, lifetimeMs: 1e9 })
    await settle()
    for (let round = 0; round < 20; round += 1) {
      values = { a: `${round} ${'x'.repeat(500)}` }
      await vi.advanceTimersByTimeAsync(5000)
    }
    const read = drain(stream)
    await settle()
    expect(read.ended()).toBe(true)
    // What was queued before the end is bounded by the mark plus the event that crossed it.
    expect(read.messages().length).toBeLessThan(8)
  })

  it('leaves its feeds when it ends while it is still being set up', async () => {
    values = { a: 'x'.repeat(5000) }
    await alerts.refresh()
    values = { a: 'y'.repeat(5000) }
    const position = alerts.position()
    await alerts.refresh()
    open({ maxBufferedBytes: 1000, lastEventId: `alerts:${position.epoch}:${position.seq}` })
    await vi.advanceTimersByTimeAsync(120_000)
    values = { a: 'z' }
    await vi.advanceTimersByTimeAsync(120_000)
    expect(alerts.position().seq).toBe(1)
  })

  it('frees its place however it ends', async () => {
    const limited = { maxConnectionsPerUser: 2, userId: 'limited' }
    const first = open(limited)
    const second = open(limited)
    expect(() => open(limited)).toThrow(expect.objectContaining({ code: 'rate-limited' }))
    expect(() => open({ ...limited, userId: 'somebody else' }).abort()).not.toThrow()
    first.abort()
    const third = open(limited)
    expect(() => open(limited)).toThrow()
    await drain(second.stream).cancel()
    open(limited).abort()
    third.abort()
    const gone = AbortSignal.abort()
    for (let round = 0; round < 5; round += 1) open({ ...limited, signal: gone })
    open(limited).abort()
  })

  it('stops the poller when the last stream ends', async () => {
    const { stream, abort } = open()
    drain(stream)
    await settle()
    values = { a: 'two' }
    abort()
    await vi.advanceTimersByTimeAsync(60_000)
    expect(alerts.position().seq).toBe(0)
  })
})
