'use client'

import { createContext, type ReactNode, useCallback, useContext, useEffect, useMemo, useState } from 'react'
import type { TimeZoneName } from '@/lib/format/time'
import { timeZoneCookie } from './time-zone-cookie'

type TimeZoneChoice = {
  /** The zone in which times are shown now. */
  zone: TimeZoneName
  /** True when UTC was asked for, whatever the viewer's own zone. */
  utc: boolean
  setUtc: (utc: boolean) => void
}

const TimeZoneContext = createContext<TimeZoneChoice>({ zone: 'UTC', utc: false, setUtc: () => {} })

function remember(value: string) {
  // biome-ignore lint/suspicious/noDocumentCookie: the Cookie Store API is missing in Firefox ESR; the server needs the value at first paint.
  document.cookie = `${timeZoneCookie}=${encodeURIComponent(value)}; Path=/; Max-Age=31536000; SameSite=Lax`
}

type TimeZoneProviderProps = {
  /** What the cookie said: `utc`, an IANA name, or null on the first visit. */
  remembered: string | null
  children: ReactNode
}

/** The viewer's time zone, UTC on demand. A cookie carries it, so that the server prints the same times as the browser. */
export function TimeZoneProvider({ remembered, children }: TimeZoneProviderProps) {
  const [utc, setUtcState] = useState(remembered === 'utc')
  const [local, setLocal] = useState<TimeZoneName>(remembered === null || remembered === 'utc' ? 'UTC' : remembered)

  useEffect(() => {
    const own = Intl.DateTimeFormat().resolvedOptions().timeZone
    setLocal(own)
    if (!utc) remember(own)
  }, [utc])

  const setUtc = useCallback((next: boolean) => {
    setUtcState(next)
    if (next) remember('utc')
  }, [])

  const choice = useMemo(() => ({ zone: utc ? 'UTC' : local, utc, setUtc }), [utc, local, setUtc])
  return <TimeZoneContext value={choice}>{children}</TimeZoneContext>
}

export function useTimeZone(): TimeZoneChoice {
  return useContext(TimeZoneContext)
}
