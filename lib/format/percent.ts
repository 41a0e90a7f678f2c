import { formatFinite, formatSpecial, type Measurement } from './number'

function cut(value: number): string {
  if (value === 0 || value === 100) return String(value)
  // Nothing may round onto an end: 99.96 % is not "100 %", and 0.001 % is not "0 %".
  if (value > 99 && value < 100) return value > 99.9 ? '>99.9' : (Math.floor(value * 10) / 10).toFixed(1)
  if (Math.abs(value) < 0.1 || Math.abs(value) >= 1000) return formatFinite(value)
  return formatFinite(Math.round(value * 10) / 10)
}

/** A share given in percent (0 to 100 and beyond): `12.5 %`. Only an exact 100 prints as 100 %. */
export function formatPercent(value: Measurement): string {
  return `${formatSpecial(value) ?? `${cut(Number(value))} %`}`
}

/** A share given as a ratio (0 to 1): `0.125` → `12.5 %`. */
export function formatRatio(value: Measurement): string {
  if (value === null || value === undefined) return formatPercent(value)
  // 0.07 * 100 is 7.000000000000001; twelve digits are more than any source has.
  return formatPercent(Number((value * 100).toPrecision(12)))
}
