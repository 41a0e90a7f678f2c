import type { QueryClient } from '@tanstack/react-query'
import { CacheSink } from './cache-sink'
import { LiveConnection } from './connection'
import type { LiveTopic } from './schema'
import { isSignedIn, leaveForSignIn, onOtherTabSignedOut } from './session'

/** The tab's one live connection. `use-live.ts` loads this file in browsers, beside the page: a first load goes without its parsers. */
export const connection = new LiveConnection({
  open: (url) => new EventSource(url),
  now: Date.now,
  random: Math.random,
  isHidden: () => document.visibilityState === 'hidden',
  onVisibilityChange: (listener) => document.addEventListener('visibilitychange', listener),
  onSessionDoubt: onOtherTabSignedOut,
  isSignedIn,
  leave: leaveForSignIn,
})

const sinks = new WeakMap<QueryClient, { users: number; detach: () => void }>()

/** However many components look, a cache is written once an event. */
function attachSink(client: QueryClient): () => void {
  const held = sinks.get(client)
  if (held) held.users += 1
  else {
    const sink = new CacheSink(client)
    const leave = connection.onEvent((event) => sink.accept(event))
    const detach = () => {
      leave()
      sink.dispose()
    }
    sinks.set(client, { users: 1, detach })
  }
  return () => {
    const present = sinks.get(client)
    if (!present) return
    present.users -= 1
    if (present.users > 0) return
    sinks.delete(client)
    present.detach()
  }
}

/** Keeps the lists of these topics in this cache up to date until the returned function is called. */
export function follow(client: QueryClient, topics: readonly LiveTopic[]): () => void {
  const detach = attachSink(client)
  const leave = connection.want(topics)
  return () => {
    leave()
    detach()
  }
}
