type Timers = { set: (run: () => void, ms: number) => unknown; clear: (timer: never) => void; nowMs: () => number }

type Page = Pick<Document, 'addEventListener' | 'removeEventListener' | 'visibilityState'>

// Wrapped, because browsers refuse their timers when called as methods of another object.
const realTimers: Timers = {
  set: (run, ms) => setInterval(run, ms),
  clear: (timer) => clearInterval(timer),
  nowMs: () => Date.now(),
}

/** A smaller difference is the time that the page took to get here, not a clock that is wrong. */
const toleratedOffsetMs = 10_000

/**
 * One ticking clock for all that shows an age. Ticks each second while somebody subscribes and the page is visible; the time
 * stands still between ticks, so that every age on the screen is told at the same moment. It goes by the server's time, once that
 * is known: what ages on the screen was dated there, and the viewer's clock may be wrong.
 */
export function createClock(timers: Timers = realTimers) {
  const listeners = new Set<() => void>()
  let offsetMs = 0
  let now = timers.nowMs()
  let timer: unknown = null
  let hidden = false

  const readMs = () => timers.nowMs() + offsetMs

  function tick() {
    now = readMs()
    for (const listener of listeners) listener()
  }

  function run() {
    const wanted = listeners.size > 0 && !hidden
    if (wanted && timer === null) {
      now = readMs()
      timer = timers.set(tick, 1000)
    } else if (!wanted && timer !== null) {
      timers.clear(timer as never)
      timer = null
    }
  }

  return {
    nowMs: () => now,
    /** The time at this moment, between ticks, too. */
    readMs,
    /** Tells the clock what time it is on the server now. */
    follow(serverMs: number) {
      const differenceMs = serverMs - timers.nowMs()
      offsetMs = Math.abs(differenceMs) < toleratedOffsetMs ? 0 : differenceMs
      tick()
    },
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
