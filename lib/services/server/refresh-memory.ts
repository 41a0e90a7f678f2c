import 'server-only'
import { isUpstreamError } from '@/lib/errors'
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

/** Extras that a refresh can do without: their failure says nothing that the refresh's own questions do not say. */
async function orNothing<Value>(ask: () => Promise<Value>): Promise<Value | undefined> {
  try {
    return await ask()
  } catch (error) {
    if (isUpstreamError(error)) return undefined
    throw error
  }
}

/** One range query a minute; lines that could not be renewed for five minutes are dropped rather than shown as of now. */
export async function refreshSparklines(
  memory: RegionMemory,
  client: PrometheusClient,
  namespaces: readonly string[] | null,
  { nowMs, signal }: Moment,
): Promise<void> {
  if (nowMs - memory.sparklines.askedAtMs < sparklineEveryMs) return
  const range = resolveRange({ range: '1h' }, Math.floor(nowMs / 1000), sparklinePoints, 120)
  const matrix = await orNothing(() => client.queryRange(figureQuery(namespaces), { ...range, signal }))
  if (matrix) memory.sparklines = { byMetric: toSparklines(matrix.series, range), askedAtMs: nowMs }
  else if (nowMs - memory.sparklines.askedAtMs > sparklineMaxAgeMs) memory.sparklines.byMetric = new Map()
}

/** Carries beginnings forward; asks the last 24 hours once for trouble that was there before anybody looked. */
export async function refreshSince(
  memory: RegionMemory,
  client: PrometheusClient,
  { gauges, portal }: Pick<PrometheusData, 'gauges' | 'portal'>,
  { nowMs, signal }: Moment,
): Promise<void> {
  const observedAt = new Date(nowMs).toISOString()
  const troubled = [...troubledPortalReadings(portal), ...troubledReadings(gauges)]
  const book = updateSinceBook(memory.since, troubled, observedAt)
  memory.since = { book, observedAt }
  const asked = readingsWithoutPast(book, troubled)
  if (asked.length === 0) return
  const endSeconds = Math.floor(nowMs / 1000)
  const grid = { startSeconds: endSeconds - historyRangeSeconds, endSeconds, stepSeconds: historyStepSeconds }
  const past = await orNothing(() => client.queryRange(historyQuery(asked), { ...grid, signal }))
  if (past) memory.since = { book: withPast(book, asked, toBeginnings(past.series, grid)), observedAt }
}
