'use client'

import { useEffect } from 'react'

/** Safari has no requestIdleCallback; by then its first paint is over, too. */
const withoutIdleMs = 2000

/**
 * Fetches a part of the page that its first load goes without, once the browser is idle: opening it then waits for nothing, also
 * when the console is away by that time. A failure is no news: whoever needs the part asks again. `load` must be stable.
 */
export function usePreload(load: () => Promise<unknown>): void {
  useEffect(() => {
    const run = () => void load().catch(() => {})
    if (typeof window.requestIdleCallback === 'function') {
      const handle = window.requestIdleCallback(run)
      return () => window.cancelIdleCallback(handle)
    }
    const timer = setTimeout(run, withoutIdleMs)
    return () => clearTimeout(timer)
  }, [load])
}
