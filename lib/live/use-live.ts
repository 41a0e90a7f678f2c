'use client'

import { type QueryClient, useQueryClient } from '@tanstack/react-query'
import { useEffect, useSyncExternalStore } from 'react'
import { CacheSink } from './cache-sink'
import { LiveConnection, type LiveState } from './connection'
import type { LiveTopic } from './schema'

let shared: LiveConnection | undefined

function connection(): LiveConnection {
  shared ??= new LiveConnection({
    open: (url) => new EventSource(url),
    loadReader: async () => (await import('./event-reader')).readEvent,
    now: Date.now,
    random: Math.random,
    isHidden: () => document.visibilityState === 'hidden',
    onVisibilityChange: (listener) => document.addEventListener('visibilitychange', listener),
  })
  return shared
}

const sinks = new WeakMap<QueryClient, { users: number; detach: () => void }>()

/** However many components look, a cache is written once an event. */
function attachSink(client: QueryClient): () => void {
  const held = sinks.get(client)
  if (held) held.users += 1
  else {
    const sink = new CacheSink(client)
    const leave = connection().onEvent((event) => sink.accept(event))
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

const serverState: LiveState = { status: 'off', sinceMs: 0 }
const subscribeToState = (listener: () => void) => connection().onState(listener)

/** State of the tab's live connection, for the status light. */
export function useLiveState(): LiveState {
  return useSyncExternalStore(
    subscribeToState,
    () => connection().state(),
    () => serverState,
  )
}

/**
 * Keeps the cached lists of these topics up to date while the component is mounted: `[topic, 'all']` takes every row,
 * `[topic, 'page', …]` only rows it holds. Returns the state of the connection.
 */
export function useLive(topics: readonly LiveTopic[]): LiveState {
  const client = useQueryClient()
  // Callers write the list in place, so its identity changes with each render; its words do not.
  const key = topics.join(',')
  useEffect(() => {
    const wanted = key.split(',').filter((topic) => topic !== '') as LiveTopic[]
    const detach = attachSink(client)
    const leave = connection().want(wanted)
    return () => {
      leave()
      detach()
    }
  }, [client, key])
  return useLiveState()
}
