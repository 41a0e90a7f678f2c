/** Distances between ticks that people count in, in seconds. */
const steps = [
  1, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1800, 3600, 7200, 10_800, 21_600, 43_200, 86_400, 172_800, 604_800,
]

/** How far the zone is ahead of UTC at that instant, in seconds. */
function offsetSeconds(atSeconds: number, zone: string): number {
  const parts = new Intl.DateTimeFormat('en-US', {
    timeZone: zone,
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
    second: 'numeric',
  }).formatToParts(atSeconds * 1000)
  const part = (type: Intl.DateTimeFormatPartTypes) => Number(parts.find((one) => one.type === type)?.value)
  const local = Date.UTC(part('year'), part('month') - 1, part('day'), part('hour'), part('minute'), part('second'))
  return Math.round(local / 1000 - Math.floor(atSeconds))
}

/**
 * Instants (Unix seconds) for the ticks of a time axis: round ones on the viewer's clock, at most `max` of them, all within the
 * range. Over a change of summer time they stay evenly spaced.
 */
export function timeTicks(startSeconds: number, endSeconds: number, zone: string, max = 8): number[] {
  const span = endSeconds - startSeconds
  if (!(span > 0) || max < 1) return []
  const step = steps.find((candidate) => span / candidate <= max) ?? Math.ceil(span / max)
  const offset = offsetSeconds(startSeconds, zone)
  const first = Math.ceil((startSeconds + offset) / step) * step - offset
  const ticks: number[] = []
  for (let tick = first; tick <= endSeconds && ticks.length < max; tick += step) ticks.push(tick)
  return ticks
}
