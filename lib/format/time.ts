import { formatAge } from './duration'
import { noValue } from './number'

/** `UTC` or an IANA zone name such as `Europe/Berlin`. */
export type TimeZoneName = string

const formatters = new Map<string, Intl.DateTimeFormat>()

function formatter(zone: TimeZoneName): Intl.DateTimeFormat {
  const known = formatters.get(zone)
  if (known) return known
  const made = new Intl.DateTimeFormat('en-GB', {
    timeZone: zone,
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
    hourCycle: 'h23',
    timeZoneName: 'short',
  })
  formatters.set(zone, made)
  return made
}

type Parts = Record<'year' | 'month' | 'day' | 'hour' | 'minute' | 'second' | 'timeZoneName', string>

function partsOf(atMs: number, zone: TimeZoneName): Parts {
  const parts: Parts = { year: '', month: '', day: '', hour: '', minute: '', second: '', timeZoneName: '' }
  for (const part of formatter(zone).formatToParts(atMs)) {
    if (part.type in parts) parts[part.type as keyof Parts] = part.value
  }
  return parts
}

function valid(atMs: number | null): atMs is number {
  return atMs !== null && Math.abs(atMs) <= 8.64e15
}

/** `2026-11-20 12:03:05 UTC`: unambiguous, sorts as text, always names its zone. */
export function formatInstant(atMs: number | null, zone: TimeZoneName): string {
  if (!valid(atMs)) return noValue
  const at = partsOf(atMs, zone)
  return `${at.year}-${at.month}-${at.day} ${at.hour}:${at.minute}:${at.second} ${at.timeZoneName}`
}

/** `2026-11-20 12:03`, for places that name the zone elsewhere. */
export function formatMinute(atMs: number | null, zone: TimeZoneName): string {
  if (!valid(atMs)) return noValue
  const at = partsOf(atMs, zone)
  return `${at.year}-${at.month}-${at.day} ${at.hour}:${at.minute}`
}

/** `12:03:05`. */
export function formatClock(atMs: number | null, zone: TimeZoneName): string {
  if (!valid(atMs)) return noValue
  const at = partsOf(atMs, zone)
  return `${at.hour}:${at.minute}:${at.second}`
}

/** An axis tick: the clock for ranges up to two days, else the day as well. `spanSeconds` is the whole axis. */
export function formatTick(atMs: number, zone: TimeZoneName, spanSeconds: number): string {
  const at = partsOf(atMs, zone)
  if (spanSeconds <= 600) return `${at.hour}:${at.minute}:${at.second}`
  if (spanSeconds <= 172_800) return `${at.hour}:${at.minute}`
  return `${at.month}-${at.day} ${at.hour}:${at.minute}`
}

/** `3 s ago`, `5 min ago`, `in 2 h`. Within one second either way it says `now`: clocks differ by that much. */
export function formatRelative(atMs: number | null, nowMs: number): string {
  if (!valid(atMs)) return noValue
  const seconds = (nowMs - atMs) / 1000
  if (Math.abs(seconds) < 1) return 'now'
  return seconds > 0 ? `${formatAge(seconds)} ago` : `in ${formatAge(-seconds)}`
}

/** Reads an ISO instant or epoch milliseconds; null for null and for text that is no instant. */
export function toEpochMs(at: string | number | Date | null | undefined): number | null {
  if (at === null || at === undefined) return null
  const ms = typeof at === 'number' ? at : new Date(at).getTime()
  return Number.isNaN(ms) ? null : ms
}
