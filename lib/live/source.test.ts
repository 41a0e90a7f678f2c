import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { AppError } from '@/lib/errors'
import { networkFailure, parseFailure } from '@/lib/http/upstream-failure'
import type { SourceState } from '@/lib/sources/schema'
import { sourceStateSchema } from '@/lib/sources/schema'
import { mergeSourceStates, SourceTracker } from './source'

const who = { source: 'prometheus', region: 'west' } as const
const ref = { region: 'west', name: 'prometheus' } as const
const down = () => networkFailure(who, new Error('x'))
const start = Date.parse('2026-11-20T18:00:00.000Z')
const iso = (seconds: number) => new Date(start + seconds * 1000).toISOString()

function setUp() {
  let nowMs = start
  const tracker = new SourceTracker({ now: () => nowMs })
  return { tracker, to: (seconds: number) => (nowMs = start + seconds * 1000) }
}

describe('SourceTracker', () => {
  it('is ok after an answer, and says how long that took', async () => {
    const { tracker, to } = setUp()
    const read = await tracker.read(ref, async () => {
      to(2)
      return 'rules'
    })
    expect(read.value).toBe('rules')
    expect(read.state).toEqual({ ...ref, status: 'ok', observedAt: iso(2), since: iso(2), latencyMs: 2000 })
    expect(sourceStateSchema.safeParse(read.state).success).toBe(true)
  })

  it('is failing, without a value, when it never answered', async () => {
    const { tracker } = setUp()
    const { value, state } = await tracker.read(ref, () => Promise.reject(down()))
    expect(value).toBeUndefined()
    expect(state).toMatchObject({
      status: 'failing',
      observedAt: null,
      since: iso(0),
      error: { kind: 'network', at: iso(0) },
    })
  })

  it('is stale, with its last value and the age of that, when it answered before', async () => {
    const { tracker, to } = setUp()
    await tracker.read(ref, async () => 'old')
    to(5)
    await tracker.read(ref, () => Promise.reject(down()))
    to(10)
    const { value, state } = await tracker.read(ref, () => Promise.reject(parseFailure(who, 'html')))
    expect(value).toBe('old')
    expect(state).toMatchObject({
      status: 'stale',
      observedAt: iso(0),
      since: iso(5),
      error: { kind: 'parse', at: iso(10) },
    })
  })

  it('recovers: no present error, but the last one is kept', async () => {
    const { tracker, to } = setUp()
    await tracker.read(ref, () => Promise.reject(down()))
    to(5)
    const { state } = await tracker.read(ref, async () => 'new')
    expect(state).toMatchObject({ status: 'ok', since: iso(5), observedAt: iso(5) })
    expect(state.error).toBeUndefined()
    expect(tracker.lastError(ref)).toMatchObject({ kind: 'network', at: iso(0) })
  })

  it('keeps since while the status stays', async () => {
    const { tracker, to } = setUp()
    await tracker.read(ref, async () => 1)
    to(60)
    expect((await tracker.read(ref, async () => 2)).state).toMatchObject({ since: iso(0), observedAt: iso(60) })
  })

  it('is paused when not configured, which is no failure', async () => {
    const { tracker } = setUp()
    const { value, state } = await tracker.read(ref, undefined)
    expect(value).toBeUndefined()
    expect(state).toMatchObject({ status: 'paused', observedAt: null })
    expect(state.error).toBeUndefined()
  })

  it('is degraded when it answers in part', async () => {
    const { tracker } = setUp()
    const partial = () =>
      new AppError('upstream-failed', 'Half of it.', { upstream: { ...who, kind: 'http', httpStatus: 403 } })
    const { value, state } = await tracker.read(ref, async () => 'some', { partial })
    expect(value).toBe('some')
    expect(state).toMatchObject({
      status: 'degraded',
      observedAt: iso(0),
      error: { httpStatus: 403, message: 'Half of it.' },
    })
  })

  it('keeps the parts of one source apart', async () => {
    const { tracker } = setUp()
    await tracker.read(ref, async () => 'a', { part: 'a' })
    const { value } = await tracker.read(ref, () => Promise.reject(down()), { part: 'b' })
    expect(value).toBeUndefined()
    expect((await tracker.read(ref, () => Promise.reject(down()), { part: 'a' })).value).toBe('a')
  })

  it('gives each read its own answer when different questions go to one source', async () => {
    const { tracker } = setUp()
    let answerFirst: (value: string) => void = () => {}
    const first = tracker.read(ref, () => new Promise<string>((resolve) => (answerFirst = resolve)))
    const second = tracker.read(ref, async () => 'second')
    expect((await second).value).toBe('second')
    answerFirst('first')
    expect((await first).value).toBe('first')
  })

  it('throws on what is no failure of a source', async () => {
    const { tracker } = setUp()
    await expect(tracker.read(ref, () => Promise.reject(new TypeError('bug')))).rejects.toThrow('bug')
    await expect(tracker.read(ref, () => Promise.reject(new DOMException('x', 'AbortError')))).rejects.toThrow()
  })
})

describe('SourceTracker with patience', () => {
  beforeEach(() => {
    vi.useFakeTimers({ now: start })
  })
  afterEach(() => {
    vi.useRealTimers()
  })

  function setUpSlow() {
    const tracker = new SourceTracker({ patienceMs: 3000, staleAfterMs: 10_000 })
    let asked = 0
    let answer: (value: string) => void = () => {}
    let refuse: (error: unknown) => void = () => {}
    const ask = () => {
      asked += 1
      return new Promise<string>((resolve, reject) => {
        answer = resolve
        refuse = reject
      })
    }
    const readFor = async (ms: number) => {
      const reading = tracker.read(ref, ask)
      await vi.advanceTimersByTimeAsync(ms)
      return reading
    }
    return {
      tracker,
      readFor,
      asked: () => asked,
      answer: (value: string) => answer(value),
      refuse: (error: unknown) => refuse(error),
    }
  }

  it('goes on with what it knows, and asks no second time while the question stands', async () => {
    const { tracker, readFor, asked, answer } = setUpSlow()
    await tracker.read(ref, async () => 'old')
    expect(await readFor(3000)).toMatchObject({ value: 'old', state: { status: 'ok', observedAt: iso(0) } })
    expect((await readFor(3000)).value).toBe('old')
    expect(asked()).toBe(1)
    const reading = readFor(1000)
    answer('new')
    expect(await reading).toMatchObject({ value: 'new', state: { status: 'ok', latencyMs: expect.any(Number) } })
    await readFor(3000)
    expect(asked()).toBe(2)
  })

  it('calls what it knows stale once that is old, long before the deadline of the question', async () => {
    const { tracker, readFor } = setUpSlow()
    await tracker.read(ref, async () => 'old')
    for (let round = 0; round < 3; round += 1) expect((await readFor(3000)).state.status).toBe('ok')
    const { value, state } = await readFor(3000)
    expect(value).toBe('old')
    expect(state).toMatchObject({
      status: 'stale',
      observedAt: iso(0),
      since: iso(12),
      error: { kind: 'timeout', message: expect.stringMatching(/Prometheus of region west has not answered for 12 s/) },
    })
  })

  it('takes an answer that came between two reads', async () => {
    const { tracker, readFor, answer } = setUpSlow()
    await tracker.read(ref, async () => 'old')
    await readFor(3000)
    answer('late')
    await vi.advanceTimersByTimeAsync(1000)
    expect(await readFor(3000)).toMatchObject({ value: 'late', state: { status: 'ok', observedAt: iso(3) } })
  })

  it('does not know yet what it has never heard', async () => {
    const { readFor, refuse } = setUpSlow()
    expect(await readFor(3000)).toMatchObject({ value: undefined, state: { status: 'unknown', observedAt: null } })
    const reading = readFor(10)
    refuse(down())
    expect((await reading).state.status).toBe('failing')
  })

  it('waits less for what it has never heard, says when it asked, and tells when the answer comes', async () => {
    const tracker = new SourceTracker({ patienceMs: 3000, firstPatienceMs: 600, staleAfterMs: 10_000 })
    let answer: (value: string) => void = () => {}
    const ask = () =>
      new Promise<string>((resolve) => {
        answer = resolve
      })
    expect(tracker.firstAnswer()).toBeUndefined()
    const reading = tracker.read(ref, ask)
    await vi.advanceTimersByTimeAsync(600)
    const { state } = await reading
    expect(state).toMatchObject({ status: 'unknown', observedAt: null, askedAt: iso(0) })
    expect(sourceStateSchema.safeParse(state).success).toBe(true)
    const told = tracker.firstAnswer()
    answer('late')
    await told
    const { value, state: now } = await tracker.read(ref, async () => 'later')
    expect(value).toBe('later')
    expect(now).toMatchObject({ status: 'ok' })
    expect(now.askedAt).toBeUndefined()
    expect(tracker.firstAnswer()).toBeUndefined()
    const patient = tracker.read(ref, ask)
    await vi.advanceTimersByTimeAsync(2900)
    answer('in time')
    expect((await patient).value).toBe('in time')
  })

  it('has no first answer to wait for once the source has failed', async () => {
    const { tracker, readFor, refuse } = setUpSlow()
    await readFor(3000)
    refuse(down())
    await vi.advanceTimersByTimeAsync(0)
    await readFor(3000)
    expect(tracker.firstAnswer()).toBeUndefined()
  })

  it('asks again after a question that failed at once', async () => {
    const { tracker, asked, readFor } = setUpSlow()
    const sync = () => {
      throw down()
    }
    expect((await tracker.read(ref, sync)).state.status).toBe('failing')
    await readFor(3000)
    expect(asked()).toBe(1)
  })

  it('throws on a bug only to those who still wait for it', async () => {
    const { readFor, refuse } = setUpSlow()
    await readFor(3000)
    refuse(new TypeError('bug'))
    await vi.advanceTimersByTimeAsync(10)
    expect((await readFor(3000)).state.status).toBe('unknown')
  })
})

describe('mergeSourceStates', () => {
  const state = (status: SourceState['status'], name: SourceState['name'] = 'prometheus'): SourceState => ({
    region: 'west',
    name,
    status,
    observedAt: null,
    since: null,
  })

  it('keeps one state a source, the worst', () => {
    const merged = mergeSourceStates([state('ok'), state('ok', 'kubernetes'), state('stale'), state('degraded')])
    expect(merged.map(({ name, status }) => [name, status])).toEqual([
      ['prometheus', 'stale'],
      ['kubernetes', 'ok'],
    ])
  })

  it('prefers failing to stale, and anything to paused', () => {
    expect(mergeSourceStates([state('stale'), state('failing')])[0]?.status).toBe('failing')
    expect(mergeSourceStates([state('paused'), state('ok')])[0]?.status).toBe('ok')
  })
})
