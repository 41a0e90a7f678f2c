type Timers = { set: (run: () => void, ms: number) => unknown; clear: (timer: never) => void; nowMs: () => number }

type Page = Pick<Document, 'addEventListener' | 'removeEventListener' | 'visibilityState'>

// Wrapped, because browsers refuse their timers when called as methods of another object.
const realTimers: Timers = {
  set: (run, ms) => setInterval(run, ms),
  clear: (timer) => clearInterval(timer),
  nowMs: () => Date.now(),
}

/**
 * One ticking clock for all that shows an age. Ticks each second while somebody subscribes and the page is visible; the time
 * stands still between ticks, so that every age on the screen is told at the same moment.
 */
export function createClock(timers: Timers = realTimers) {
  const listeners = new Set<() => void>()
  let now = timers.nowMs()
  let timer: unknown = null
  let hidden = false

  function tick() {
    now = timers.nowMs()
    for (const listener of listeners) listener()
  }

  function run() {
    const wanted = listeners.size > 0 && !hidden
    if (wanted && timer === null) {
      now = timers.nowMs()
      timer = timers.set(tick, 1000)
    } else if (!wanted && timer !== null) {
      timers.clear(timer as never)
      timer = null
    }
  }

  return {
    nowMs: () => now,
    subscribe(listener: () => void): () => void {
      listeners.add(listener)
      run()
      return () => {
        listeners.delete(listener)
        run()
      }
    },
    /** Follows the page's visibility; returns the undo. */
    attach(page: Page): () => void {
      const follow = () => {
        hidden = page.visibilityState === 'hidden'
        run()
        if (!hidden) tick()
      }
      page.addEventListener('visibilitychange', follow)
      follow()
      return () => page.removeEventListener('visibilitychange', follow)
    },
  }
}
