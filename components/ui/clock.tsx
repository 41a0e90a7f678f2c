'use client'

import { createContext, type ReactNode, useCallback, useContext, useEffect, useMemo, useSyncExternalStore } from 'react'
import { createClock } from './clock-store'

const clock = createClock()

// The server's time of rendering, so that "3 min ago" reads the same before and after hydration.
const RenderedAt = createContext<number>(0)

/** The server's time now, as far as it is known, for what is dated in the browser and later shown by its age. */
export const currentInstant = (): string => new Date(clock.readMs()).toISOString()

/** Set once around the app with the server's `Date.now()`: ages are told by its clock, not by the viewer's. */
export function ClockProvider({ renderedAtMs, children }: { renderedAtMs: number; children: ReactNode }) {
  useEffect(() => clock.attach(document), [])
  useEffect(() => clock.follow(renderedAtMs), [renderedAtMs])
  return <RenderedAt value={renderedAtMs}>{children}</RenderedAt>
}

/**
 * A value derived from the time, read again each second. The component renders anew only when the value changes, so a
 * thousand relative times cost a thousand string comparisons a second and hardly any rendering. Return a string or number.
 */
export function useClock<Value extends string | number | boolean | null>(read: (nowMs: number) => Value): Value {
  const renderedAtMs = useContext(RenderedAt)
  const getSnapshot = useCallback(() => read(clock.nowMs()), [read])
  const getServerSnapshot = useCallback(() => read(renderedAtMs), [read, renderedAtMs])
  return useSyncExternalStore(clock.subscribe, getSnapshot, getServerSnapshot)
}

/** The time in steps of `stepMs`, for components that must draw along with it. */
export function useNow(stepMs = 1000): number {
  const read = useMemo(() => (nowMs: number) => Math.floor(nowMs / stepMs) * stepMs, [stepMs])
  return useClock(read)
}
