import 'server-only'
import type { PrometheusClient } from '@/lib/prometheus/client'
import type { AbsoluteRange } from '@/lib/time/range'
import { countExpression, distinctSelectors, estimateCost, type QueryCost } from '../cost'
import type { QueryText } from '../promql-text'

/** Counting must stay cheap; what cannot be counted in this time is too much. */
const countTimeoutMs = 3_000

export type EvaluationTime =
  | { kind: 'instant'; timeSeconds: number | undefined }
  | { kind: 'range'; grid: AbsoluteRange }

async function countSeries(
  client: PrometheusClient,
  selectors: readonly string[],
  time: EvaluationTime,
  signal: AbortSignal,
): Promise<Map<string, number>> {
  const expression = countExpression(selectors)
  const options = { signal, budget: { timeoutMs: countTimeoutMs } }
  const counts = new Map<string, number>()
  const note = (at: string | undefined, value: number) => {
    const text = selectors[Number(at)]
    if (text !== undefined) counts.set(text, Math.max(counts.get(text) ?? 0, value))
  }
  if (time.kind === 'instant') {
    const { series } = await client.query(expression, { ...options, timeSeconds: time.timeSeconds })
    for (const { labels, value } of series) note(labels.selector, value)
    return counts
  }
  // Three looks: series that come and go within the range count by the fullest moment of the three.
  const { startSeconds, endSeconds } = time.grid
  const stepSeconds = Math.max(1, Math.floor((endSeconds - startSeconds) / 2))
  const { series } = await client.queryRange(expression, { ...options, startSeconds, endSeconds, stepSeconds })
  for (const { labels, samples } of series) for (const [, value] of samples) note(labels.selector, value)
  return counts
}

/** Asks Prometheus how many series the selectors match: one request. Throws what Prometheus throws. */
export async function checkCost(
  client: PrometheusClient,
  text: QueryText,
  time: EvaluationTime,
  signal: AbortSignal,
): Promise<QueryCost> {
  const { uses } = text
  const steps =
    time.kind === 'instant' ? 1 : (time.grid.endSeconds - time.grid.startSeconds) / time.grid.stepSeconds + 1
  const selectors = distinctSelectors(uses)
  const counts = selectors.length === 0 ? new Map() : await countSeries(client, selectors, time, signal)
  return estimateCost(uses, counts, steps)
}
