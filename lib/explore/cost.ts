import type { QueryText, SelectorUse } from './promql-text'
import { queryLimits } from './vocabulary'

/** What a query will read, as far as it can be told before it runs. */
export type QueryCost = {
  /** Series that its selectors match now, each selector counted once. */
  series: number
  /** Samples looked at: series × steps × (samples in each window, one per 30 s assumed). An estimate. */
  samples: number
  /** The selectors with their counts, largest first. */
  selectors: { text: string; series: number }[]
}

/** Platforms are scraped every 15 to 60 seconds. */
const assumedIntervalSeconds = 30

export function distinctSelectors(uses: readonly SelectorUse[]): string[] {
  return [...new Set(uses.map((use) => use.text))]
}

/** One instant query that counts the series of every selector; the label `selector` is the index. */
export function countExpression(selectors: readonly string[]): string {
  // The line breaks end a comment that a selector may carry.
  return selectors.map((text, at) => `label_replace(count(${text}\n), "selector", "${at}", "", "")`).join(' or ')
}

/** `counts` by the selectors' order in `distinctSelectors`; `steps` evaluations of the whole. */
export function estimateCost(
  uses: readonly SelectorUse[],
  counts: ReadonlyMap<string, number>,
  steps: number,
): QueryCost {
  const countOf = (text: string) => counts.get(text) ?? 0
  const selectors = distinctSelectors(uses).map((text) => ({ text, series: countOf(text) }))
  const samples = uses.reduce((sum, use) => {
    const perWindow = Math.max(1, Math.ceil(use.windowSeconds / assumedIntervalSeconds))
    // Evaluating is work even where nothing is found.
    return sum + Math.max(1, countOf(use.text)) * steps * use.repeats * perWindow
  }, 0)
  return {
    series: selectors.reduce((sum, selector) => sum + selector.series, 0),
    samples,
    selectors: selectors.sort((a, b) => b.series - a.series),
  }
}

export type CostVerdict = 'run' | 'ask' | 'refuse'

/** Whether to run at once, to ask first, or not at all. Equal to a limit is within it. */
export function judgeCost(cost: QueryCost, text: Pick<QueryText, 'isRangeVector'>): CostVerdict {
  const { ask, refuse, printedSamples } = queryLimits
  if (cost.series > refuse.series || cost.samples > refuse.samples) return 'refuse'
  if (text.isRangeVector && cost.samples > printedSamples) return 'refuse'
  return cost.series > ask.series || cost.samples > ask.samples ? 'ask' : 'run'
}
