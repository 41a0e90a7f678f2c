import { once } from 'node:events'
import type { Writable } from 'node:stream'
import type { Density, HistorySeries } from './history-series'
import { historyDays } from './incidents'

const minuteMs = 60_000
const hourMs = 60 * minuteMs

/** Steps from the youngest hours to the oldest. Rates over two minutes need a sample each minute, but only of late. */
const tiers: Readonly<Record<Density, readonly { hours: number; stepMs: number }[]>> = {
  portal: [{ hours: 24 * historyDays, stepMs: minuteMs }],
  // Prometheus looks back five minutes for a gauge.
  health: [{ hours: 24 * historyDays, stepMs: 4 * minuteMs }],
  figure: [
    { hours: 6, stepMs: minuteMs },
    { hours: 24, stepMs: 2 * minuteMs },
    { hours: 24 * historyDays, stepMs: 4 * minuteMs },
  ],
  recent: [{ hours: 0.5, stepMs: minuteMs }],
}

/** Times of a density, oldest first, on a grid of their own step. `thinning` of n keeps about one in n. */
export function historyTimes(density: Density, endMs: number, thinning: number): number[] {
  const times: number[] = []
  let untilMs = endMs
  for (const [index, { hours, stepMs }] of tiers[density].entries()) {
    // The young hours of figures stay dense: a rate over two minutes is what screens show.
    const step = index === 0 && tiers[density].length > 1 ? stepMs : stepMs * thinning
    const fromMs = endMs - hours * hourMs
    for (let timeMs = Math.floor(untilMs / step) * step; timeMs > fromMs; timeMs -= step) times.push(timeMs)
    untilMs = fromMs
  }
  return times.reverse()
}

export interface HistoryCount {
  samples: number
  series: number
}

const flushChars = 1 << 20

/**
 * Writes series as OpenMetrics text, series by series, and ends it. Waits for the disk: memory stays at a few
 * megabytes whatever the size.
 */
export async function writeHistory(
  series: Iterable<HistorySeries>,
  output: Writable,
  { endMs, thinning }: { endMs: number; thinning: Readonly<Record<Exclude<Density, 'recent'>, number>> },
): Promise<HistoryCount> {
  const times = {
    portal: historyTimes('portal', endMs, thinning.portal),
    health: historyTimes('health', endMs, thinning.health),
    figure: historyTimes('figure', endMs, thinning.figure),
    recent: historyTimes('recent', endMs, 1),
  }
  const count: HistoryCount = { samples: 0, series: 0 }
  let text = ''
  for (const { density, names, values } of series) {
    const lines = names.map(() => '')
    for (const timeMs of times[density]) {
      const seconds = timeMs / 1000
      const now = values(timeMs)
      for (let index = 0; index < names.length; index++) {
        if (now[index] === undefined) continue
        lines[index] += `${names[index]} ${now[index]} ${seconds}\n`
        count.samples += 1
      }
    }
    count.series += names.length
    text += lines.join('')
    if (text.length < flushChars) continue
    if (!output.write(text)) await once(output, 'drain')
    text = ''
  }
  output.end(`${text}# EOF\n`)
  await once(output, 'finish')
  return count
}

/** How much thinner a density must be so that so many series stay within a budget of samples. */
export function thinningFor(density: Density, series: number, budget: number): number {
  const samples = series * historyTimes(density, 0, 1).length
  return Math.max(1, Math.ceil(samples / budget))
}
