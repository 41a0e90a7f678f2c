const decimal = [1, 2, 2.5, 5, 10]
const binary = [1, 2, 4, 8, 16, 32, 64, 128, 256, 512, 1024]
const clock = [1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1800, 3600, 7200, 10_800, 21_600, 43_200, 86_400]

/** The smallest step people count in that is at least `raw`. Bytes go by powers of two, long times by the clock. */
function niceStep(raw: number, unit: string | null): number {
  if (unit === 'bytes' || unit === 'bytes/s') {
    const base = 1024 ** Math.max(0, Math.floor(Math.log(raw) / Math.log(1024)))
    return base * (binary.find((factor) => base * factor >= raw) ?? 1024)
  }
  const perSecond = unit === 'seconds' ? 1 : unit === 'milliseconds' ? 1000 : null
  if (perSecond !== null && raw > perSecond) {
    const found = clock.find((seconds) => seconds * perSecond >= raw)
    if (found !== undefined) return found * perSecond
  }
  const base = 10 ** Math.floor(Math.log10(raw))
  return base * (decimal.find((factor) => base * factor >= raw * (1 - 1e-9)) ?? 10)
}

/**
 * Round values for a chart's value axis, from at or below `min` to at or above `max`, with zero among them when the range
 * touches it. At most `count` + 2. A range without height gets one step of it.
 */
export function axisTicks(min: number, max: number, unit: string | null, count = 4): number[] {
  if (!Number.isFinite(min) || !Number.isFinite(max) || min > max) return [0, 1]
  // Differences below what a number can hold beside its size would make a step of zero.
  const size = Math.max(Math.abs(min), Math.abs(max))
  const span = size < 1e-290 ? 1 : max === min ? size : Math.max(max - min, size * 1e-9)
  const step = niceStep(span / count, unit)
  const first = Math.floor(min / step + 1e-9)
  const last = Math.max(first + 1, Math.ceil(max / step - 1e-9))
  // Multiplied, not added up: 0.1 + 0.2 would print as 0.30000000000000004.
  return Array.from({ length: last - first + 1 }, (_, index) => Number(((first + index) * step).toPrecision(12)))
}
