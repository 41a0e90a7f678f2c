import 'server-only'
import type { z } from 'zod'
import type { labelNamesSearchSchema, labelValuesSearchSchema } from '../input-schema'
import { buildSeriesNames } from '../metric-list'
import type { SeriesNames, Words } from '../schema'
import { readMetrics } from './read-metrics'
import { requireClient } from './region-client'

const maxSeriesNames = 10_000
const maxWords = 1_000
const lookedAtSeconds = 3600
const budget = { timeoutMs: 3_000, maxResponseBytes: 4 * 1024 * 1024 }

function toWords(words: readonly string[]): Words {
  return { items: words.slice(0, maxWords), truncated: words.length > maxWords }
}

function lookUp(selector: string | undefined, signal: AbortSignal) {
  const sinceSeconds = Math.floor(Date.now() / 1000) - lookedAtSeconds
  return { budget, signal, sinceSeconds, ...(selector ? { selectors: [selector] } : {}) }
}

/** Names of series for completion, from the same memory as the list of metrics. Empty while Prometheus never answered. */
export async function listSeriesNames(region: string | undefined): Promise<SeriesNames> {
  const { told } = await readMetrics(region)
  return told ? buildSeriesNames(told, maxSeriesNames) : { items: [], truncated: false }
}

/** Label names among the series of a selector, seen in the last hour; at most 1,000. Throws what Prometheus throws. */
export async function listLabelNames(
  { region, selector }: z.output<typeof labelNamesSearchSchema>,
  signal: AbortSignal,
): Promise<Words> {
  return toWords(await requireClient(region).client.labelNames(lookUp(selector, signal)))
}

/** Values of one label; at most 1,000. Throws what Prometheus throws. */
export async function listLabelValues(
  { region, selector, label }: z.output<typeof labelValuesSearchSchema>,
  signal: AbortSignal,
): Promise<Words> {
  return toWords(await requireClient(region).client.labelValues(label, lookUp(selector, signal)))
}
