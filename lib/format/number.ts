/** What a source said: a number, or null when it said nothing. Null is never shown as 0. */
export type Measurement = number | null | undefined

/** Shown where there is no value; the component beside it says why there is none. */
export const noValue = '—'

// One locale for server and browser, so that the first paint and the hydrated page print the same text.
export const formatLocale = 'en'

/**
 * The text for values that are no finite number, or null when `value` is one.
 * No value → em dash, NaN → "not a number", infinities keep their sign.
 */
export function formatSpecial(value: Measurement): string | null {
  if (value === null || value === undefined) return noValue
  if (Number.isNaN(value)) return 'not a number'
  if (value === Number.POSITIVE_INFINITY) return '+Inf'
  if (value === Number.NEGATIVE_INFINITY) return '-Inf'
  return null
}

const formatters = new Map<string, Intl.NumberFormat>()

function formatter(options: Intl.NumberFormatOptions): Intl.NumberFormat {
  const key = JSON.stringify(options)
  const known = formatters.get(key)
  if (known) return known
  const made = new Intl.NumberFormat(formatLocale, options)
  formatters.set(key, made)
  return made
}

/** Digits that suit a value's size: whole from 1,000 on, two decimals from 1 on, three significant digits below. */
export function formatFinite(value: number): string {
  const size = Math.abs(value)
  // -0 reads as a sign that means nothing.
  if (size === 0) return '0'
  if (size < 1e-6 || size >= 1e15) return value.toExponential(2)
  if (size < 1) return formatter({ maximumSignificantDigits: 3 }).format(value)
  if (size < 100) return formatter({ maximumFractionDigits: 2 }).format(value)
  if (size < 1000) return formatter({ maximumFractionDigits: 1 }).format(value)
  return formatter({ maximumFractionDigits: 0 }).format(value)
}

/** A plain number with thousands separators: `1,234`, `12.35`, `0.00123`. A non-zero value never prints as 0. */
export function formatNumber(value: Measurement): string {
  return formatSpecial(value) ?? formatFinite(Number(value))
}

const compactSteps = [
  { from: 1e12, suffix: 'T' },
  { from: 1e9, suffix: 'B' },
  { from: 1e6, suffix: 'M' },
  { from: 1e4, suffix: 'K', divisor: 1e3 },
]

/** A number for tight places such as axis ticks and counters: `9,999`, `12.3K`, `4.5M`. */
export function formatCompact(value: Measurement): string {
  const special = formatSpecial(value)
  if (special !== null) return special
  const finite = Number(value)
  const size = Math.abs(finite)
  if (size >= 1e15) return finite.toExponential(2)
  const step = compactSteps.find((candidate) => size >= candidate.from)
  if (!step) return formatFinite(finite)
  return `${formatter({ maximumFractionDigits: 1 }).format(finite / (step.divisor ?? step.from))}${step.suffix}`
}

/** Nine significant digits: all that a measurement means, without the noise of its last binary places. */
export function formatPreciseNumber(value: Measurement): string {
  return formatSpecial(value) ?? String(Number(Number(value).toPrecision(9)) + 0)
}

/** Every digit the number carries, for tooltips, tables and CSV. */
export function formatExactNumber(value: Measurement): string {
  return formatSpecial(value) ?? String(Number(value) + 0)
}
