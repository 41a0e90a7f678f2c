import { formatFinite, formatSpecial, type Measurement } from './number'

const minute = 60
const hour = 60 * minute
const day = 24 * hour

function twoParts(major: number, majorUnit: string, minor: number, minorUnit: string): string {
  return minor === 0 ? `${major} ${majorUnit}` : `${major} ${majorUnit} ${minor} ${minorUnit}`
}

function formatWhole(seconds: number): string {
  if (seconds < hour) return twoParts(Math.floor(seconds / minute), 'min', seconds % minute, 's')
  // Rounded to the smaller unit first, so that 59.6 min carries into the hour and never prints as "60 min".
  const minutes = Math.round(seconds / minute)
  if (minutes < 24 * 60) return twoParts(Math.floor(minutes / 60), 'h', minutes % 60, 'min')
  const hours = Math.round(seconds / hour)
  return twoParts(Math.floor(hours / 24), 'd', hours % 24, 'h')
}

/** A length of time given in seconds, in at most two units: `450 µs`, `850 ms`, `1.2 s`, `3 min 20 s`, `2 d 4 h`. */
export function formatDuration(seconds: Measurement): string {
  const special = formatSpecial(seconds)
  if (special !== null) return special
  const value = Number(seconds)
  const size = Math.abs(value)
  if (size === 0) return '0 s'
  const sign = value < 0 ? '-' : ''
  if (size < 1e-3) return `${sign}${formatFinite(size * 1e6)} µs`
  if (size < 1) return `${sign}${formatFinite(size * 1e3)} ms`
  if (size < minute) return `${sign}${formatFinite(size)} s`
  return `${sign}${size < 365 * day ? formatWhole(Math.round(size)) : `${formatFinite(Math.round(size / day))} d`}`
}

/** An age in one unit, rounded down, for live text that must stay short: `0 s`, `59 s`, `3 min`, `5 h`, `12 d`. */
export function formatAge(seconds: number): string {
  const whole = Math.max(0, Math.floor(seconds))
  if (whole < minute) return `${whole} s`
  if (whole < hour) return `${Math.floor(whole / minute)} min`
  if (whole < 2 * day) return `${Math.floor(whole / hour)} h`
  return `${Math.floor(whole / day)} d`
}

/** A place in a recording: `0:07`, `3:01`, `3:00.4`. Tenths only when asked for and not 0. Rounded down, as players do. */
export function formatTrackTime(milliseconds: number, tenths = false): string {
  const whole = Math.max(0, Math.floor(milliseconds / 100))
  const seconds = Math.floor(whole / 10)
  const rest = tenths && whole % 10 > 0 ? `.${whole % 10}` : ''
  return `${Math.floor(seconds / minute)}:${String(seconds % minute).padStart(2, '0')}${rest}`
}
