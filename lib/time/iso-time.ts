/** ISO time in UTC with milliseconds; null for text that is no time. */
export function isoTime(text: string | null): string | null {
  const timeMs = text ? Date.parse(text) : Number.NaN
  return Number.isNaN(timeMs) ? null : new Date(timeMs).toISOString()
}
