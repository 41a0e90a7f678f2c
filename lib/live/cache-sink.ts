import type { QueryClient, QueryKey } from '@tanstack/react-query'
import { applyEvent, isLiveList, type LiveHistory, type LiveListMode, remember } from './model'
import type { LiveEvent, LiveTopic } from './schema'

/** A topic's pages are fetched again at most this often, however fast rows come and go. */
const refetchEveryMs = 5_000

function modeOf(key: QueryKey): LiveListMode {
  return key[1] === 'all' ? 'all' : 'page'
}

/**
 * Puts live events into a TanStack cache: every cached query whose key starts with the event's topic and whose data is a live
 * list gets the new rows by `setQueryData`; what events cannot mend is fetched again.
 */
export class CacheSink {
  readonly #client: QueryClient
  readonly #now: () => number
  readonly #histories = new Map<LiveTopic, LiveHistory>()
  readonly #refetchedAt = new Map<LiveTopic, number>()
  readonly #waiting = new Map<LiveTopic, ReturnType<typeof setTimeout>>()

  constructor(client: QueryClient, now: () => number = Date.now) {
    this.#client = client
    this.#now = now
  }

  accept(event: LiveEvent): void {
    const history = remember(this.#histories.get(event.topic), event, new Date(this.#now()).toISOString())
    this.#histories.set(event.topic, history)
    if (event.type === 'reset') {
      this.#refetch(event.topic)
      return
    }
    let refetch = false
    for (const query of this.#client.getQueryCache().findAll({ queryKey: [event.topic] })) {
      const { data } = query.state
      if (!isLiveList(data)) continue
      const applied = applyEvent(data, event, history, modeOf(query.queryKey))
      if (applied.list !== data) this.#client.setQueryData(query.queryKey, applied.list)
      refetch ||= applied.refetch
    }
    if (refetch) this.#refetch(event.topic)
  }

  /** At once when the last time is long enough ago, else as soon as it is. */
  #refetch(topic: LiveTopic): void {
    if (this.#waiting.has(topic)) return
    const waitMs = (this.#refetchedAt.get(topic) ?? Number.NEGATIVE_INFINITY) + refetchEveryMs - this.#now()
    if (waitMs <= 0) {
      this.#invalidate(topic)
      return
    }
    const timer = setTimeout(() => {
      this.#waiting.delete(topic)
      this.#invalidate(topic)
    }, waitMs)
    this.#waiting.set(topic, timer)
  }

  #invalidate(topic: LiveTopic): void {
    this.#refetchedAt.set(topic, this.#now())
    // A failing fetch is the query's own state; there is nobody here to tell.
    this.#client.invalidateQueries({ queryKey: [topic] }).catch(() => {})
  }

  dispose(): void {
    for (const timer of this.#waiting.values()) clearTimeout(timer)
    this.#waiting.clear()
    this.#histories.clear()
  }
}
