import 'server-only'
import type { MetricSearch } from '../input-schema'
import { searchMetrics } from '../metric-search'
import type { MetricList } from '../schema'
import { readMetrics } from './read-metrics'

/** One page of the metrics that match, documented ones first. Never throws for a source that is down; `not-found` for a region. */
export async function listMetrics(search: MetricSearch): Promise<MetricList> {
  const { region, entries, state } = await readMetrics(search.region)
  return { region, ...searchMetrics(entries, search), sources: [state] }
}
