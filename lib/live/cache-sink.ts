import type { Query, QueryClient, QueryKey } from '@tanstack/react-query'
import { applyEvent, isLiveList, type LiveHistory, type LiveListMode, remember } from './model'
import type { LiveEvent, LiveTopic } from './schema'

type NewsEvent = Exclude<LiveEvent, { type: 'reset' }>

/** A topic's pages are fetched again at most this often, however fast rows come and go. */
const refetchEveryMs = 5_000

function modeOf(key: QueryKey): LiveListMode {
  return key[1] === 'all' ? 'all' : 'page'
}

/**
 * Puts live events into a TanStack cache: every cached query whose key starts with the event's topic and whose data is a live
 * list gets the new rows by `setQueryData`; what events cannot mend is fetched again. A list that was fetched before an event and arrives
 * behind it gets what it missed, or the page would go back to how things were.
 */
export class CacheSink {
  readonly #client: QueryClient
  readonly #now: () => number
  readonly #histories = new Map<LiveTopic, LiveHistory>()
  /** The newest event of each topic that says how things are. */
  readonly #newest = new Map<LiveTopic, NewsEvent>()
  readonly #stopWatching: () => void
  readonly #refetchedAt = new Map<LiveTopic, number>()
  readonly #waiting = new Map<LiveTopic, ReturnType<typeof setTimeout>>()

  constructor(client: QueryClient, now: () => number = Date.now) {
    this.#client = client
    this.#now = now
    this.#stopWatching = client.getQueryCache().subscribe((event) => {
      const isFetched = event.type === 'updated' && event.action.type === 'success' && !event.action.manual
      if (isFetched) this.#catchUp(event.query)
    })
  }

  accept(event: LiveEvent): void {
    const history = remember(this.#histories.get(event.topic), event, new Date(this.#now()).toISOString())
    this.#histories.set(event.topic, history)
    if (event.type === 'reset') {
      this.#newest.delete(event.topic)
      this.#refetch(event.topic)
      return
    }
    this.#newest.set(event.topic, event)
    let refetch = false
    for (const query of this.#client.getQueryCache().findAll({ queryKey: [event.topic] })) {
      refetch = this.#apply(query, event, history) || refetch
    }
    if (refetch) this.#refetch(event.topic)
  }

  /** True when the list has to be fetched again. */
  #apply(query: Query, event: NewsEvent, history: LiveHistory): boolean {
    const { data } = query.state
    if (!isLiveList(data)) return false
    const applied = applyEvent(data, event, history, modeOf(query.queryKey))
    if (applied.list !== data) this.#client.setQueryData(query.queryKey, applied.list)
    return applied.refetch
  }

  #catchUp(query: Query): void {
    const event = this.#newest.get(query.queryKey[0] as LiveTopic)
    const history = event && this.#histories.get(event.topic)
    const { data } = query.state
    if (!history || !isLiveList(data)) return
    const isBehind = data.position.epoch === event.position.epoch && data.position.seq < event.position.seq
    if (isBehind && this.#apply(query, event, history)) this.#refetch(event.topic)
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
    this.#stopWatching()
    this.#newest.clear()
    for (const timer of this.#waiting.values()) clearTimeout(timer)
    this.#waiting.clear()
    this.#histories.clear()
  }
}
