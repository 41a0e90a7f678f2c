import type { SourceState } from '@/lib/sources/schema'
import type { LiveDelta, LiveEvent, LivePosition } from './schema'

/** Any live list as the browser's cache holds it, whatever its rows are. */
export type AnyLiveList = {
  position: LivePosition
  observedAt: string
  items: LiveDelta['upsert']
  total: number
  summary: unknown
  sources: SourceState[]
}

/** How a cached list takes rows it does not hold: `all` adds them, `page` leaves them out. */
export type LiveListMode = 'all' | 'page'

function hasFields<Name extends string>(value: unknown, names: readonly Name[]): value is Record<Name, unknown> {
  return typeof value === 'object' && value !== null && names.every((name) => name in value)
}

/** Tells cached live lists from other cached data. Both were parsed when they were fetched, so only the outline is looked at. */
export function isLiveList(value: unknown): value is AnyLiveList {
  return (
    hasFields(value, ['position', 'observedAt', 'items', 'total', 'summary', 'sources']) &&
    hasFields(value.position, ['epoch', 'seq']) &&
    Array.isArray(value.items) &&
    Array.isArray(value.sources)
  )
}

/** What a stream said about one topic lately. `completeSince`: nothing is missing from here on (ISO time). */
export type LiveHistory = { deltas: readonly LiveDelta[]; completeSince: string }

export type Applied = {
  list: AnyLiveList
  /** The list missed something that no event can bring back, or its page may hold other rows now: fetch it again. */
  refetch: boolean
}

const maxHistory = 60

/** The history after one more event; `reset` starts it anew. */
export function remember(history: LiveHistory | undefined, event: LiveEvent, nowIso: string): LiveHistory {
  if (event.type === 'reset') return { deltas: [], completeSince: nowIso }
  if (event.type === 'beat') return history ?? { deltas: [], completeSince: event.observedAt }
  if (!history) return { deltas: [event], completeSince: event.observedAt }
  const deltas = [...history.deltas, event]
  const dropped = deltas.length > maxHistory ? deltas.shift() : undefined
  return { deltas, completeSince: dropped?.observedAt ?? history.completeSince }
}

/**
 * The deltas a list has not seen. Within one run sequence numbers tell; across runs (another replica answered the fetch) only
 * time does, which is safe because rows are whole.
 */
function unseen(list: AnyLiveList, history: LiveHistory, epoch: string): LiveDelta[] {
  return list.position.epoch === epoch
    ? history.deltas.filter((delta) => delta.position.epoch === epoch && delta.position.seq > list.position.seq)
    : history.deltas.filter((delta) => Date.parse(delta.observedAt) > Date.parse(list.observedAt))
}

function applyDelta(list: AnyLiveList, delta: LiveDelta, mode: LiveListMode): Applied {
  const gone = new Set(delta.remove)
  const fresh = new Map(delta.upsert.map((row) => [row.id, row]))
  const kept = gone.size === 0 ? list.items : list.items.filter((row) => !gone.has(row.id))
  const items = kept.map((row) => {
    const changed = fresh.get(row.id)
    fresh.delete(row.id)
    return changed ?? row
  })
  if (mode === 'all') items.push(...fresh.values())
  const total = mode === 'all' ? items.length : list.total
  return { list: { ...list, items, total, summary: delta.summary }, refetch: mode === 'page' && gone.size > 0 }
}

/**
 * A cached list after an event of its topic. `history` must already hold the event (`remember`). Pure; the same list comes back
 * when the event is older than the list.
 */
export function applyEvent(
  list: AnyLiveList,
  event: Exclude<LiveEvent, { type: 'reset' }>,
  history: LiveHistory,
  mode: LiveListMode,
): Applied {
  const { epoch, seq } = event.position
  const sameRun = list.position.epoch === epoch
  if (sameRun && list.position.seq > seq) return { list, refetch: false }

  const deltas = unseen(list, history, epoch)
  const missed = sameRun
    ? deltas.length !== seq - list.position.seq
    : Date.parse(list.observedAt) < Date.parse(history.completeSince)
  let applied: Applied = { list, refetch: missed }
  for (const delta of deltas) {
    const next = applyDelta(applied.list, delta, mode)
    applied = { list: next.list, refetch: applied.refetch || next.refetch }
  }
  const last = deltas.at(-1)
  const moved = mode === 'page' && last !== undefined && totalMoved(history, deltas)
  const observedAt =
    Date.parse(event.observedAt) > Date.parse(list.observedAt) ? event.observedAt : applied.list.observedAt
  return {
    list: { ...applied.list, position: event.position, observedAt, sources: event.sources },
    refetch: applied.refetch || moved,
  }
}

/** True when rows were added meanwhile: the count before the first of these deltas is not the count after the last. */
function totalMoved(history: LiveHistory, deltas: readonly LiveDelta[]): boolean {
  const first = deltas[0]
  const before = first ? history.deltas[history.deltas.indexOf(first) - 1] : undefined
  const last = deltas.at(-1)
  // Without the count before there is no telling; fetching once too often does no harm.
  return before === undefined || before.total !== last?.total
}
