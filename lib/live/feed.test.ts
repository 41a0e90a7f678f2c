import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { AppError } from '@/lib/errors'
import { networkFailure } from '@/lib/http/upstream-failure'
import type { SourceState } from '@/lib/sources/schema'
import { createFeed, type Feed, type FeedObservation, type Refresh } from './feed'
import { type LiveEvent, liveEventSchema } from './schema'

type Row = { id: string; value: number }
type Poll = (signal: AbortSignal) => Promise<Refresh<Row, number>>

const intervalMs = 5000
const okState = (): SourceState => ({
  region: 'west',
  name: 'prometheus',
  status: 'ok',
  observedAt: new Date().toISOString(),
  since: '2026-11-20T18:00:00.000Z',
})
const found = (values: Record<string, number>): Refresh<Row, number> => ({
  items: Object.entries(values).map(([id, value]) => ({ id, value })),
  summary: Object.keys(values).length,
  sources: [okState()],
})

/** Lets everything run that waits for nothing but promises. */
const settle = () => vi.advanceTimersByTimeAsync(0)

describe('createFeed', () => {
  let polls = 0
  let running = 0
  let mostRunning = 0
  let poll: Poll
  const observed: FeedObservation[] = []
  let feed: Feed<Row, number>

  beforeEach(() => {
    vi.useFakeTimers({ now: new Date('2026-11-20T18:00:00.000Z') })
    polls = 0
    running = 0
    mostRunning = 0
    observed.length = 0
    poll = async () => found({ a: 1 })
    feed = createFeed<Row, number>({
      topic: 'alerts',
      intervalMs,
      timeoutMs: 12_000,
      poll: async (signal) => {
        polls += 1
        running += 1
        mostRunning = Math.max(mostRunning, running)
        try {
          return await poll(signal)
        } finally {
          running -= 1
        }
      },
      observe: (observation) => observed.push(observation),
    })
  })
  afterEach(() => {
    feed.stop()
    vi.useRealTimers()
  })

  function listen(target: Feed = feed, from?: { epoch: string; seq: number }) {
    const events: LiveEvent[] = []
    const leave = target.subscribe((event) => {
      expect(liveEventSchema.safeParse(event).error).toBeUndefined()
      events.push(event)
    }, from)
    return { events, leave, kinds: () => events.map(({ type }) => type) }
  }

  it('polls nothing until somebody asks', async () => {
    await vi.advanceTimersByTimeAsync(60_000)
    expect(polls).toBe(0)
  })

  it('polls as often for a hundred listeners and readers as for one', async () => {
    const leave = Array.from({ length: 100 }, () => listen().leave)
    for (let second = 0; second < 60; second += 1) {
      await Promise.all(Array.from({ length: 20 }, () => feed.read()))
      await vi.advanceTimersByTimeAsync(1000)
    }
    // One at the start and one each interval.
    expect(polls).toBe(13)
    expect(mostRunning).toBe(1)
    for (const stop of leave) stop()
  })

  it('asks once for readers that come together', async () => {
    const lists = await Promise.all([feed.read(), feed.read(), feed.read()])
    expect(polls).toBe(1)
    expect(lists[0]).toMatchObject({ items: [{ id: 'a', value: 1 }], total: 1, summary: 1, position: { seq: 0 } })
  })

  it('goes on for a while after the last reader, then stops', async () => {
    await feed.read()
    await vi.advanceTimersByTimeAsync(29_000)
    expect(polls).toBe(6)
    await vi.advanceTimersByTimeAsync(600_000)
    expect(polls).toBeLessThanOrEqual(7)
    const before = polls
    await vi.advanceTimersByTimeAsync(600_000)
    expect(polls).toBe(before)
  })

  it('stops after the last listener, and starts at once for the next', async () => {
    const first = listen()
    await vi.advanceTimersByTimeAsync(20_000)
    first.leave()
    await vi.advanceTimersByTimeAsync(60_000)
    const before = polls
    await vi.advanceTimersByTimeAsync(60_000)
    expect(polls).toBe(before)
    poll = async () => found({ a: 2 })
    const second = listen()
    await settle()
    expect(polls).toBe(before + 1)
    expect(second.kinds()).toEqual(['beat', 'delta'])
  })

  it('sends rows that are new, changed and gone, and a beat when nothing moved', async () => {
    const { events } = listen()
    await settle()
    expect(events.map(({ type }) => type)).toEqual(['beat'])
    poll = async () => found({ a: 1, b: 1 })
    await vi.advanceTimersByTimeAsync(intervalMs)
    poll = async () => found({ b: 2 })
    await vi.advanceTimersByTimeAsync(intervalMs)
    await vi.advanceTimersByTimeAsync(intervalMs)
    expect(events.slice(1)).toMatchObject([
      { type: 'delta', upsert: [{ id: 'b', value: 1 }], remove: [], total: 2, summary: 2, position: { seq: 1 } },
      { type: 'delta', upsert: [{ id: 'b', value: 2 }], remove: ['a'], total: 1, position: { seq: 2 } },
      { type: 'beat', position: { seq: 2 } },
    ])
    expect(observed.map(({ outcome }) => outcome)).toEqual(['changed', 'changed', 'changed', 'unchanged'])
  })

  it('sends a delta when only the summary moved', async () => {
    const { events } = listen()
    await settle()
    poll = async () => ({ ...found({ a: 1 }), summary: 99 })
    await vi.advanceTimersByTimeAsync(intervalMs)
    expect(events.at(-1)).toMatchObject({ type: 'delta', upsert: [], remove: [], summary: 99 })
  })

  it('brings a listener up to date from where it was', async () => {
    listen()
    await settle()
    const { position } = await feed.read()
    for (const value of [2, 3]) {
      poll = async () => found({ a: value })
      await vi.advanceTimersByTimeAsync(intervalMs)
    }
    const back = listen(feed, position)
    expect(back.events).toMatchObject([
      { type: 'delta', position: { seq: 1 }, upsert: [{ value: 2 }] },
      { type: 'delta', position: { seq: 2 }, upsert: [{ value: 3 }] },
      { type: 'beat', position: { seq: 2 } },
    ])
    expect(listen(feed, { epoch: 'other', seq: 2 }).kinds()).toEqual(['reset', 'beat'])
    expect(listen(feed, { ...position, seq: 99 }).kinds()).toEqual(['reset', 'beat'])
  })

  it('resets a listener of an earlier run that comes before the first refresh', async () => {
    const { kinds } = listen(feed, { epoch: 'other', seq: 3 })
    expect(kinds()).toEqual(['reset'])
    await settle()
    expect(kinds()).toEqual(['reset', 'beat'])
  })

  it('keeps the rows when a refresh fails as a whole, and says of sources that they are stale', async () => {
    const { events } = listen()
    await settle()
    const { observedAt } = await feed.read()
    poll = () => Promise.reject(networkFailure({ source: 'prometheus', region: 'west' }, new Error('x')))
    await vi.advanceTimersByTimeAsync(intervalMs * 2)
    const list = await feed.read()
    expect(list.items).toEqual([{ id: 'a', value: 1 }])
    expect(list.observedAt).toBe(observedAt)
    expect(list.sources).toMatchObject([
      {
        status: 'stale',
        error: { kind: 'network' },
        since: new Date(Date.parse(observedAt) + intervalMs).toISOString(),
      },
    ])
    expect(events.at(-1)).toMatchObject({ type: 'beat', observedAt, sources: [{ status: 'stale' }] })
    poll = async () => found({ a: 1 })
    await vi.advanceTimersByTimeAsync(intervalMs)
    expect((await feed.read()).sources).toMatchObject([{ status: 'ok' }])
  })

  it('hands the failure to readers while there is nothing to show, and goes on trying', async () => {
    poll = () => Promise.reject(new AppError('unavailable', 'no database'))
    await expect(feed.read()).rejects.toThrow('no database')
    poll = async () => found({ a: 1 })
    await vi.advanceTimersByTimeAsync(intervalMs)
    expect((await feed.read()).items).toHaveLength(1)
  })

  it('gives up a refresh that hangs, and drops its late answer', async () => {
    listen()
    await settle()
    let finish: (value: Refresh<Row, number>) => void = () => {}
    let aborted = false
    poll = (signal) => {
      signal.addEventListener('abort', () => {
        aborted = true
      })
      return new Promise((resolve) => {
        finish = resolve
      })
    }
    await vi.advanceTimersByTimeAsync(intervalMs)
    expect(polls).toBe(2)
    await vi.advanceTimersByTimeAsync(11_999)
    expect(polls).toBe(2)
    poll = async () => found({ a: 3 })
    await vi.advanceTimersByTimeAsync(1 + intervalMs)
    expect(aborted).toBe(true)
    expect((await feed.read()).items).toEqual([{ id: 'a', value: 3 }])
    finish(found({ a: 2 }))
    await settle()
    expect((await feed.read()).items).toEqual([{ id: 'a', value: 3 }])
    expect(observed.map(({ outcome }) => outcome)).toContain('failed')
  })

  it('keeps its pace when refreshes take long, and never runs two', async () => {
    poll = async () => {
      await new Promise((resolve) => setTimeout(resolve, 3000))
      return found({ a: 1 })
    }
    listen()
    await vi.advanceTimersByTimeAsync(60_000)
    expect(polls).toBe(12 + 1)
    poll = async () => {
      await new Promise((resolve) => setTimeout(resolve, 7000))
      return found({ a: 1 })
    }
    await vi.advanceTimersByTimeAsync(80_000)
    expect(mostRunning).toBe(1)
  })

  it('answers readers at once during a slow refresh', async () => {
    listen()
    await settle()
    poll = () => new Promise(() => {})
    await vi.advanceTimersByTimeAsync(intervalMs + 5000)
    const list = feed.read()
    await settle()
    expect((await list).items).toHaveLength(1)
  })

  it('waits a moment for newer rows after a pause, then shows the old ones', async () => {
    await feed.read()
    await vi.advanceTimersByTimeAsync(600_000)
    poll = () => new Promise(() => {})
    let list: { items: Row[] } | undefined
    const reading = feed.read().then((value) => {
      list = value
    })
    await vi.advanceTimersByTimeAsync(1999)
    expect(list).toBeUndefined()
    await vi.advanceTimersByTimeAsync(1)
    await reading
    expect(list?.items).toHaveLength(1)
  })

  it('shows what was written while a refresh ran: that one may have read before', async () => {
    let written = 1
    const seen: number[] = []
    let release = () => {}
    const held = new Promise<void>((resolve) => {
      release = resolve
    })
    poll = async () => {
      const value = written
      seen.push(value)
      if (seen.length === 1) await held
      return found({ a: value })
    }
    const first = feed.refresh()
    await settle()
    written = 2
    const after = Promise.all([feed.refreshAfterWrite(), feed.refreshAfterWrite()])
    release()
    await Promise.all([first, after])
    expect(seen).toEqual([1, 2])
    expect((await feed.read()).items).toEqual([{ id: 'a', value: 2 }])
  })

  it('refreshes at once when told, and joins a refresh that runs', async () => {
    await feed.read()
    poll = async () => found({ a: 2 })
    await Promise.all([feed.refresh(), feed.refresh()])
    expect(polls).toBe(2)
    expect((await feed.read()).items).toEqual([{ id: 'a', value: 2 }])
  })

  it('does nothing more once stopped', async () => {
    const { events } = listen()
    await settle()
    feed.stop()
    await vi.advanceTimersByTimeAsync(60_000)
    expect(polls).toBe(1)
    expect(events).toHaveLength(1)
  })
})

describe('the first read', () => {
  const names = ['prometheus', 'alertmanager', 'kubernetes'] as const
  let answers: Record<string, (value: number) => void>
  let asked: Record<string, number>
  let feed: Feed<Row, number>

  beforeEach(() => {
    vi.useFakeTimers({ now: new Date('2026-11-20T18:00:00.000Z') })
    answers = {}
    asked = {}
    feed = createFeed<Row, number>({
      topic: 'alerts',
      intervalMs,
      poll: async (_signal, { sources }) => {
        const reads = await Promise.all(
          names.map((name) =>
            sources.read({ region: 'west', name }, () => {
              const times = (asked[name] ?? 0) + 1
              asked[name] = times
              // Prometheus is slow to come up and prompt from then on.
              if (name === 'kubernetes' || times > 1) return Promise.resolve(name === 'kubernetes' ? 1 : 7)
              return new Promise<number>((resolve) => {
                answers[name] = resolve
              })
            }),
          ),
        )
        const items = reads.flatMap(({ value }, at) => (value === undefined ? [] : [{ id: `${names[at]}`, value }]))
        return { items, summary: items.length, sources: reads.map(({ state }) => state) }
      },
    })
  })
  afterEach(() => {
    feed.stop()
    vi.useRealTimers()
  })

  const rows = (items: readonly Row[]) => items.map(({ id, value }) => `${id} ${value}`)

  it('does not wait for sources that hang, and says so of them', async () => {
    const reading = feed.read()
    await vi.advanceTimersByTimeAsync(900)
    const { items, sources } = await reading
    expect(rows(items)).toEqual(['kubernetes 1'])
    expect(sources.map(({ name, status, askedAt }) => [name, status, askedAt])).toEqual([
      ['prometheus', 'unknown', '2026-11-20T18:00:00.000Z'],
      ['alertmanager', 'unknown', '2026-11-20T18:00:00.000Z'],
      ['kubernetes', 'ok', undefined],
    ])
  })

  it('brings what comes late as an event of its own, long before the interval is over', async () => {
    const events: LiveEvent[] = []
    feed.subscribe((event) => events.push(event))
    await vi.advanceTimersByTimeAsync(900)
    answers.prometheus?.(7)
    await vi.advanceTimersByTimeAsync(1000)
    expect(events.at(-1)).toMatchObject({ type: 'delta', upsert: [{ id: 'prometheus', value: 7 }] })
    expect(asked.alertmanager, 'a question that is open is not asked again').toBe(1)
  })

  it('keeps its pace while sources go on hanging', async () => {
    feed.subscribe(() => {})
    await vi.advanceTimersByTimeAsync(60_000)
    expect(asked.kubernetes).toBeGreaterThan(10)
    expect(asked.kubernetes).toBeLessThan(15)
  })
})
