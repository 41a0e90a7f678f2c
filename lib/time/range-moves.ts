import { type RelativeRange, relativeRanges, type TimeRange } from './range'

/** An absolute range in whole Unix seconds. */
export type Span = { from: number; to: number }

const minSpanSeconds = 60
const maxSpanSeconds = 31 * 86_400

/** What the range covers at `nowSeconds`. */
export function spanOf(range: TimeRange, nowSeconds: number): Span {
  if (range.from !== undefined && range.to !== undefined) return { from: range.from, to: range.to }
  const to = Math.floor(nowSeconds)
  return { from: to - relativeRanges[range.range], to }
}

/** True when the range follows the clock. */
export function isFollowing(range: TimeRange): boolean {
  return range.from === undefined || range.to === undefined
}

/** Fits a span to what may be asked: at least a minute, at most 31 days, never past `nowSeconds`. Keeps its middle if it can. */
export function fitSpan(span: Span, nowSeconds: number): Span {
  const now = Math.floor(nowSeconds)
  const wanted = Math.abs(span.to - span.from)
  const length = Math.round(Math.min(maxSpanSeconds, Math.max(minSpanSeconds, wanted)))
  const middle = (span.from + span.to) / 2
  const to = Math.min(now, Math.round(middle + length / 2))
  return { from: to - length, to }
}

/** Half a length earlier or later. */
export function shiftSpan(span: Span, direction: -1 | 1, nowSeconds: number): Span {
  const by = Math.round(((span.to - span.from) / 2) * direction)
  return fitSpan({ from: span.from + by, to: span.to + by }, nowSeconds)
}

/** Twice as long around the same middle. */
export function widenSpan(span: Span, nowSeconds: number): Span {
  const half = (span.to - span.from) / 2
  return fitSpan({ from: span.from - half, to: span.to + half }, nowSeconds)
}

/** Reads `2026-11-20T12:03` (the value of a datetime-local field) as the clock of `zone` shows it; null for text that is no time. */
export function readLocalTime(text: string, zone: string): number | null {
  const match = /^(\d{4})-(\d{2})-(\d{2})[T ](\d{2}):(\d{2})(?::(\d{2}))?$/.exec(text)
  if (!match) return null
  const [year, month, day, hour, minute, second] = match.slice(1).map((part) => Number(part ?? 0))
  const asUtc = Date.UTC(year ?? 0, (month ?? 1) - 1, day, hour, minute, second)
  // The offset depends on the instant that is looked for; two rounds settle it, also beside a change of summer time.
  let at = asUtc
  for (let round = 0; round < 2; round += 1) at = asUtc - (wallClockMs(at, zone) - at)
  return Number.isNaN(at) ? null : Math.floor(at / 1000)
}

/** What the clock of `zone` shows at that instant, as if it were UTC. */
function wallClockMs(atMs: number, zone: string): number {
  return Date.parse(`${writeLocalTime(atMs / 1000, zone)}Z`)
}

/** The other way round: `2026-11-20T12:03:05`. */
export function writeLocalTime(atSeconds: number, zone: string): string {
  const text = new Intl.DateTimeFormat('sv-SE', {
    timeZone: zone,
    dateStyle: 'short',
    timeStyle: 'medium',
  }).format(atSeconds * 1000)
  return text.replace(' ', 'T')
}

export const relativeLabels: Readonly<Record<RelativeRange, string>> = {
  '15m': 'Last 15 minutes',
  '1h': 'Last hour',
  '3h': 'Last 3 hours',
  '6h': 'Last 6 hours',
  '24h': 'Last 24 hours',
  '2d': 'Last 2 days',
  '7d': 'Last 7 days',
}
