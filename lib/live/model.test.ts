import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type AnyLiveList, applyEvent, isLiveList, type LiveHistory, remember } from './model'
import type { LiveDelta, LiveEvent } from './schema'

const iso = (seconds: number) => new Date(Date.parse('2026-11-20T18:00:00.000Z') + seconds * 1000).toISOString()
type Row = { id: string; value: number }

const list = (rows: Row[], seq: number, extra: Partial<AnyLiveList> = {}): AnyLiveList => ({
  position: { epoch: 'e', seq },
  observedAt: iso(seq * 5),
  items: rows,
  total: rows.length,
  summary: null,
  sources: [],
  ...extra,
})
const delta = (seq: number, upsert: Row[], remove: string[], total: number, epoch = 'e'): LiveDelta => ({
  type: 'delta',
  topic: 'alerts',
  position: { epoch, seq },
  observedAt: iso(seq * 5),
  upsert,
  remove,
  total,
  summary: `after ${seq}`,
  sources: [],
})
const beat = (seq: number, atSeconds: number, epoch = 'e'): Extract<LiveEvent, { type: 'beat' }> => ({
  type: 'beat',
  topic: 'alerts',
  position: { epoch, seq },
  observedAt: iso(atSeconds),
  sources: [],
})
const row = (id: string, value: number): Row => ({ id, value })

function historyOf(...events: LiveEvent[]): LiveHistory {
  let history: LiveHistory | undefined
  for (const event of events) history = remember(history, event, iso(0))
  if (!history) throw new Error('no events')
  return history
}

describe('applyEvent, all rows', () => {
  it('changes, adds and removes rows, and takes over summary, sources and age', () => {
    const event = { ...delta(1, [row('b', 9), row('c', 3)], ['a'], 2), sources: [] }
    const { list: next, refetch } = applyEvent(list([row('a', 1), row('b', 2)], 0), event, historyOf(event), 'all')
    expect(next).toEqual({ ...list([row('b', 9), row('c', 3)], 1), summary: 'after 1' })
    expect(refetch).toBe(false)
  })

  it('keeps the rows it does not touch as they are, and the list itself when an event is older', () => {
    const before = list([row('a', 1), row('b', 2)], 3)
    const event = delta(4, [row('b', 3)], [], 2)
    const { list: next } = applyEvent(before, event, historyOf(event), 'all')
    expect(next.items[0]).toBe(before.items[0])
    const old = delta(2, [row('a', 0)], [], 2)
    expect(applyEvent(before, old, historyOf(old), 'all').list).toBe(before)
  })

  it('is the same twice', () => {
    const event = delta(1, [row('b', 9)], ['a'], 1)
    const history = historyOf(event)
    const once = applyEvent(list([row('a', 1)], 0), event, history, 'all').list
    expect(applyEvent(once, event, history, 'all').list).toEqual(once)
  })

  it('only gets older by a beat', () => {
    const before = list([row('a', 1)], 2)
    const event = beat(2, 60)
    const { list: next, refetch } = applyEvent(before, event, historyOf(event), 'all')
    expect(next.items).toBe(before.items)
    expect(next.observedAt).toBe(iso(60))
    expect(refetch).toBe(false)
  })

  it('asks for a new fetch when it missed a delta that nobody remembers', () => {
    const event = delta(5, [row('a', 5)], [], 1)
    expect(applyEvent(list([row('a', 1)], 2), event, historyOf(event), 'all').refetch).toBe(true)
    const quiet = beat(5, 30)
    expect(applyEvent(list([row('a', 1)], 2), quiet, historyOf(quiet), 'all').refetch).toBe(true)
  })

  it('catches up from the history when a fetch answered with an older list', () => {
    const deltas = [delta(3, [row('a', 3)], [], 1), delta(4, [row('b', 4)], [], 2)]
    const event = beat(4, 30)
    const { list: next, refetch } = applyEvent(list([row('a', 1)], 2), event, historyOf(...deltas, event), 'all')
    expect(next.items).toEqual([row('a', 3), row('b', 4)])
    expect(refetch).toBe(false)
  })

  it('goes by time when another replica answered the fetch', () => {
    const deltas = [delta(3, [row('a', 3)], [], 1), delta(4, [row('a', 4)], [], 1)]
    const event = beat(4, 25)
    const history = historyOf(...deltas, event)
    const between = list([row('a', 2)], 900, { position: { epoch: 'other', seq: 900 }, observedAt: iso(17) })
    const { list: next, refetch } = applyEvent(between, event, history, 'all')
    expect(next.items).toEqual([row('a', 4)])
    expect(next.position).toEqual(event.position)
    expect(refetch).toBe(false)
    const earlier = { ...between, observedAt: iso(3) }
    expect(applyEvent(earlier, event, history, 'all').refetch).toBe(true)
  })

  it('ends with the rows of the server, whatever they were', () => {
    const state = fc.uniqueArray(fc.record({ id: fc.constantFrom('a', 'b', 'c', 'd'), value: fc.nat(3) }), {
      selector: ({ id }) => id,
    })
    fc.assert(
      fc.property(state, fc.array(state, { minLength: 1, maxLength: 6 }), (first, later) => {
        let client = list(first, 0)
        let server = first
        let history: LiveHistory | undefined
        later.forEach((after, at) => {
          const gone = server.filter(({ id }) => !after.some((item) => item.id === id)).map(({ id }) => id)
          const event = delta(at + 1, after, gone, after.length)
          history = remember(history, event, iso(0))
          const applied = applyEvent(client, event, history, 'all')
          client = applied.list
          server = after
          expect(applied.refetch).toBe(false)
        })
        const byId = (rows: readonly { id: string }[]) => new Map(rows.map((item) => [item.id, item]))
        expect(byId(client.items)).toEqual(byId(server))
        expect(client.total).toBe(server.length)
      }),
    )
  })
})

describe('applyEvent, a page of rows', () => {
  const page = list([row('a', 1), row('b', 2)], 1, { total: 50 })
  const before = delta(1, [], [], 50)

  it('changes the rows it holds and leaves others out', () => {
    const event = delta(2, [row('b', 9), row('z', 1)], [], 50)
    const { list: next, refetch } = applyEvent(page, event, historyOf(before, event), 'page')
    expect(next.items).toEqual([row('a', 1), row('b', 9)])
    expect(next).toMatchObject({ total: 50, summary: 'after 2' })
    expect(refetch).toBe(false)
  })

  it('is fetched again when rows came or went', () => {
    const added = delta(2, [row('z', 1)], [], 51)
    expect(applyEvent(page, added, historyOf(before, added), 'page').refetch).toBe(true)
    const swapped = delta(2, [row('z', 1)], ['y'], 50)
    expect(applyEvent(page, swapped, historyOf(before, swapped), 'page').refetch).toBe(true)
  })
})

describe('remember', () => {
  it('starts anew after a reset', () => {
    const history = remember(
      historyOf(delta(1, [], [], 0)),
      { type: 'reset', topic: 'alerts', position: { epoch: 'e', seq: 9 } },
      iso(99),
    )
    expect(history).toEqual({ deltas: [], completeSince: iso(99) })
  })

  it('forgets the oldest and says so', () => {
    const many = Array.from({ length: 70 }, (_value, at) => delta(at + 1, [], [], 0))
    const history = historyOf(...many)
    expect(history.deltas).toHaveLength(60)
    expect(history.completeSince).toBe(iso(10 * 5))
  })
})

describe('isLiveList', () => {
  it('knows a list from other data', () => {
    expect(isLiveList(list([row('a', 1)], 0))).toBe(true)
    for (const other of [undefined, null, [], {}, { items: [] }, 'x']) expect(isLiveList(other)).toBe(false)
  })
})
