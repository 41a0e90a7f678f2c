import { describe, expect, it } from 'vitest'
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
  const tracker = new SourceTracker(() => nowMs)
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

  it('throws on what is no failure of a source', async () => {
    const { tracker } = setUp()
    await expect(tracker.read(ref, () => Promise.reject(new TypeError('bug')))).rejects.toThrow('bug')
    await expect(tracker.read(ref, () => Promise.reject(new DOMException('x', 'AbortError')))).rejects.toThrow()
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
