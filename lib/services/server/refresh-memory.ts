import 'server-only'
import type { PrometheusClient } from '@/lib/prometheus/client'
import { resolveRange } from '@/lib/time/range'
import { toSparklines } from '../adapter'
import { toBeginnings } from '../history-adapter'
import type { PrometheusData } from '../parts'
import { troubledPortalReadings } from '../portal-reasons'
import { figureQuery, historyQuery } from '../promql'
import {
  historyRangeSeconds,
  historyStepSeconds,
  readingsWithoutPast,
  troubledReadings,
  updateSinceBook,
  withPast,
} from '../since'
import type { RegionMemory } from './region-memory'

const sparklineEveryMs = 60_000
const sparklineMaxAgeMs = 5 * 60_000
const sparklinePoints = 30

export type Moment = { nowMs: number; signal: AbortSignal }

/** What the extras of a refresh work with. */
export type Refreshing = {
  memory: RegionMemory
  client: PrometheusClient
  moment: Moment
  /**
   * Asks for an extra that a refresh can do without: it is waited for a while, is never asked twice at once, and a failure says
   * nothing that the refresh's own questions do not say.
   */
  asking: (part: string, ask: () => Promise<void>) => Promise<unknown>
}

/** One range query a minute; lines that could not be renewed for five minutes are dropped rather than shown as of now. */
export async function refreshSparklines(
  { memory, client, moment: { nowMs, signal }, asking }: Refreshing,
  namespaces: readonly string[] | null,
): Promise<void> {
  if (nowMs - memory.sparklines.askedAtMs < sparklineEveryMs) return
  if (nowMs - memory.sparklines.askedAtMs > sparklineMaxAgeMs) memory.sparklines.byMetric = new Map()
  const range = resolveRange({ range: '1h' }, Math.floor(nowMs / 1000), sparklinePoints, 120)
  await asking('sparklines', async () => {
    const matrix = await client.queryRange(figureQuery(namespaces), { ...range, signal })
    memory.sparklines = { byMetric: toSparklines(matrix.series, range), askedAtMs: nowMs }
  })
}

/** Carries beginnings forward; asks the last 24 hours once for trouble that was there before anybody looked. */
export async function refreshSince(
  { memory, client, moment: { nowMs, signal }, asking }: Refreshing,
  { gauges, portal }: Pick<PrometheusData, 'gauges' | 'portal'>,
): Promise<void> {
  const observedAt = new Date(nowMs).toISOString()
  const troubled = [...troubledPortalReadings(portal), ...troubledReadings(gauges)]
  const book = updateSinceBook(memory.since, troubled, observedAt)
  memory.since = { book, observedAt }
  const asked = readingsWithoutPast(book, troubled)
  if (asked.length === 0) return
  const endSeconds = Math.floor(nowMs / 1000)
  const grid = { startSeconds: endSeconds - historyRangeSeconds, endSeconds, stepSeconds: historyStepSeconds }
  await asking('past', async () => {
    const past = await client.queryRange(historyQuery(asked), { ...grid, signal })
    const beginnings = toBeginnings(past.series, grid)
    // The book may have gone on while the past was being told.
    const now = memory.since ?? { book, observedAt }
    memory.since = { ...now, book: withPast(now.book, asked, beginnings) }
  })
}
