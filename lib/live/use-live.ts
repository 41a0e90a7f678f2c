'use client'

import { useQueryClient } from '@tanstack/react-query'
import { useEffect, useSyncExternalStore } from 'react'
import type { LiveState } from './connection'
import { loadUntilThere, whenThere } from './load-runtime'
import type { LiveTopic } from './schema'

type Runtime = typeof import('./runtime')

let runtime: Runtime | undefined
let loading: Promise<Runtime> | undefined

function loadRuntime(): Promise<Runtime> {
  loading ??= loadUntilThere(() => import('./runtime')).then((loaded) => {
    runtime = loaded
    return loaded
  })
  return loading
}

const off: LiveState = { status: 'off', sinceMs: 0 }

function subscribeToState(listener: () => void): () => void {
  return whenThere(loadRuntime(), ({ connection }) => {
    listener()
    return connection.onState(listener)
  })
}

/** State of the tab's live connection, for the status light. */
export function useLiveState(): LiveState {
  return useSyncExternalStore(
    subscribeToState,
    () => runtime?.connection.state() ?? off,
    () => off,
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
    return whenThere(loadRuntime(), ({ follow }) => follow(client, wanted))
  }, [client, key])
  return useLiveState()
}
