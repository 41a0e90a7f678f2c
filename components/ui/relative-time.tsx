'use client'

import { useMemo } from 'react'
import { formatClock, formatInstant, formatRelative, toEpochMs } from '@/lib/format/time'
import { useClock } from './clock'
import { NoValue } from './no-value'
import { useTimeZone } from './time-zone'

type TimeProps = {
  /** ISO text or epoch milliseconds. */
  at: string | number | null | undefined
  /** Why there is none, when `at` is null: "never answered". */
  reason?: string
  className?: string
}

type RelativeTimeProps = TimeProps & {
  /** Said right behind it. */
  suffix?: string
}

/** "3 min ago", kept up to date; the exact time on hover and for screen readers. */
export function RelativeTime({ at, reason, className, suffix = '' }: RelativeTimeProps) {
  const atMs = toEpochMs(at)
  const { zone } = useTimeZone()
  const read = useMemo(() => (nowMs: number) => formatRelative(atMs, nowMs), [atMs])
  const text = useClock(read)
  if (atMs === null) return <NoValue reason={reason} className={className} />
  const exact = formatInstant(atMs, zone)
  return (
    // Drawn anew when its words change: where it ends at an edge, a longer text is no text that moved.
    <time
      key={text}
      dateTime={new Date(atMs).toISOString()}
      title={exact}
      className={className}
      suppressHydrationWarning
    >
      {text}
      {suffix}
      <span className="sr-only"> ({exact})</span>
    </time>
  )
}

/** The exact time: `2026-11-20 12:03:05 CET`, or with `clock` only `12:03:05`. */
export function ExactTime({ at, reason, className, clock = false }: TimeProps & { clock?: boolean }) {
  const atMs = toEpochMs(at)
  const { zone } = useTimeZone()
  if (atMs === null) return <NoValue reason={reason} className={className} />
  const exact = formatInstant(atMs, zone)
  return (
    <time dateTime={new Date(atMs).toISOString()} title={clock ? exact : undefined} className={className}>
      {clock ? formatClock(atMs, zone) : exact}
    </time>
  )
}
