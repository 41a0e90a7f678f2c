import { formatBytes } from './bytes'
import { formatDuration } from './duration'
import { formatCompact, formatExactNumber, formatNumber, formatSpecial, type Measurement } from './number'
import { formatPercent, formatRatio } from './percent'
import { formatRate } from './rate'
import { formatInstant } from './time'

type UnitFormat = { full: (value: Measurement) => string; axis?: (value: Measurement) => string }

const milliseconds = (value: Measurement) =>
  formatDuration(value === null || value === undefined ? value : value / 1000)
const unixTime = (value: Measurement) => formatSpecial(value) ?? formatInstant(Number(value) * 1000, 'UTC')

const formatByUnit: Readonly<Record<string, UnitFormat>> = {
  count: { full: formatNumber, axis: formatCompact },
  bytes: { full: formatBytes },
  'bytes/s': { full: (value) => formatSpecial(value) ?? `${formatBytes(value)}/s` },
  seconds: { full: formatDuration },
  milliseconds: { full: milliseconds },
  percent: { full: formatPercent },
  ratio: { full: formatRatio },
  'per-second': { full: (value) => formatRate(value) },
  cores: { full: (value) => formatSpecial(value) ?? `${formatNumber(value)} cores` },
  'unix-seconds': { full: unixTime },
}

function unitFormat(unit: string | null): UnitFormat {
  if (unit === null || unit === '') return { full: formatNumber, axis: formatCompact }
  const known = formatByUnit[unit]
  if (known) return known
  const rate = /^(.*)\/s$/.exec(unit)
  if (rate) return { full: (value) => formatRate(value, rate[1]), axis: (value) => formatRate(value) }
  return {
    full: (value) => formatSpecial(value) ?? `${formatNumber(value)} ${unit}`,
    axis: formatCompact,
  }
}

/**
 * A value with its unit, as the screen shows it. `unit` is a catalogue unit (`count seconds milliseconds bytes percent
 * per-second requests/s …`) or null for a bare number; a unit it does not know is printed behind the number as it stands.
 */
export function formatValue(value: Measurement, unit: string | null): string {
  return unitFormat(unit).full(value)
}

/** The same for axis ticks: short, and without the noun that the axis already names. */
export function formatAxisValue(value: Measurement, unit: string | null): string {
  const format = unitFormat(unit)
  return (format.axis ?? format.full)(value)
}

/** Every digit, with the unit's own name: for tooltips and screen readers beside a rounded value. */
export function formatExactValue(value: Measurement, unit: string | null): string {
  const special = formatSpecial(value)
  if (special !== null) return special
  return unit === null || unit === '' || unit === 'count'
    ? formatExactNumber(value)
    : `${formatExactNumber(value)} ${unit}`
}
