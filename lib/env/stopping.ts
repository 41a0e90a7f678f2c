import { processSingleton } from './process-singleton'

/** Shared by all bundles of the process: the instrumentation hook hears of the stop, routes act on it. */
const state = processSingleton('stopping', () => ({
  stopping: false,
  watched: false,
  listeners: new Set<() => void>(),
}))

/** True once the process was told to stop: what runs may end, nothing long begins any more. */
export const isStopping = (): boolean => state.stopping

/** Calls `listener` when the process is told to stop, until the returned function is called. */
export function onStopping(listener: () => void): () => void {
  state.listeners.add(listener)
  return () => state.listeners.delete(listener)
}

/** Tells everybody, once. */
export function beginStopping(): void {
  if (state.stopping) return
  state.stopping = true
  for (const listener of [...state.listeners]) listener()
}

/** Listens for the signals to stop. Whoever owns the process (Next, here) ends it once all is quiet. */
export function watchForStop(): void {
  if (state.watched) return
  state.watched = true
  process.once('SIGTERM', beginStopping)
  process.once('SIGINT', beginStopping)
}

/** For tests, which share a process. */
export function forgetStopping(): void {
  state.stopping = false
  state.listeners.clear()
}
