import type { PrometheusClient } from '@prometheus-io/codemirror-promql'
import { EqlRegex, Neq, NeqRegex } from '@prometheus-io/lezer-promql'
import { readLabelNames, readLabelValues, readSeriesNames } from './api'
import { isSelector } from './promql-text'
import type { SeriesNames, Words } from './schema'

type Matchers = Parameters<PrometheusClient['labelValues']>[2]

const operators: Readonly<Record<number, string>> = { [Neq]: '!=', [EqlRegex]: '=~', [NeqRegex]: '!~' }

/**
 * The selector around a place in an expression: its metric and the matchers that are complete, without the label that is being
 * written. Null where that makes no selector. Values come as they stand in the text, their escapes included.
 */
export function selectorAround(metric: string | undefined, matchers: Matchers, without?: string): string | null {
  const parts = (matchers ?? [])
    .filter(({ name, value }) => name !== without && name !== '' && value !== '')
    .map(({ type, name, value }) => `${name}${operators[type] ?? '='}"${value}"`)
  const full = `${metric ?? ''}{${parts.join(',')}}`
  if (isSelector(full) && full !== '{}') return full
  return metric && isSelector(metric) ? metric : null
}

const keptMs = 60_000

/**
 * What completion asks, answered by the console's own API. A failure gives no words: an editor without completion still edits, and
 * the list of metrics beside it says which source is down.
 */
export function createCompletionClient(region: string | null): PrometheusClient & {
  lookUp: (name: string) => { kind: string; help: string | null } | null
} {
  const kept = new Map<string, { at: number; words: Promise<string[]> }>()
  let names: Promise<SeriesNames> | null = null
  let known = new Map<string, SeriesNames['items'][number]>()

  async function readNames(): Promise<SeriesNames> {
    try {
      const answer = await readSeriesNames(region, {})
      known = new Map(answer.items.map((item) => [item.name, item]))
      return answer
    } catch {
      names = null
      return { items: [], truncated: false }
    }
  }

  function words(key: string, ask: () => Promise<Words>): Promise<string[]> {
    const before = kept.get(key)
    if (before && Date.now() - before.at < keptMs) return before.words
    const asked = ask().then(
      ({ items }) => items,
      () => {
        kept.delete(key)
        return []
      },
    )
    if (kept.size > 200) kept.clear()
    kept.set(key, { at: Date.now(), words: asked })
    return asked
  }

  return {
    metricNames: async () => {
      names ??= readNames()
      return (await names).items.map(({ name }) => name)
    },
    metricMetadata: async () => {
      names ??= readNames()
      const { items } = await names
      return Object.fromEntries(items.map(({ name, kind, help }) => [name, [{ type: kind, help: help ?? '' }]]))
    },
    labelNames: (metric) => {
      const selector = selectorAround(metric, [])
      return words(`names ${selector}`, () => readLabelNames({ region, selector }))
    },
    labelValues: (label, metric, matchers) => {
      const selector = selectorAround(metric, matchers, label)
      return words(`values ${label} ${selector}`, () => readLabelValues({ region, selector, label }))
    },
    series: async () => [],
    flags: async () => ({}),
    lookUp: (name) => known.get(name) ?? null,
  }
}
