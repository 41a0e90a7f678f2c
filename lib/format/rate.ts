import { formatFinite, formatSpecial, type Measurement } from './number'

/**
 * Events per second. `what` is the plural noun (`requests`), or empty: `12.3 requests/s`, `12.3/s`. Below one a second the
 * rate is told per minute or per hour, where people can picture it; the exact value stays in the tooltip.
 */
export function formatRate(perSecond: Measurement, what = ''): string {
  const special = formatSpecial(perSecond)
  if (special !== null) return special
  const value = Number(perSecond)
  const noun = what === '' ? '' : ` ${what}`
  const size = Math.abs(value)
  if (size === 0 || size >= 0.1) return `${formatFinite(value)}${noun}/s`
  if (size * 60 >= 0.1) return `${formatFinite(value * 60)}${noun}/min`
  return `${formatFinite(value * 3600)}${noun}/h`
}
