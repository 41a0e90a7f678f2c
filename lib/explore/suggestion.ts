import { matcher, selector } from '@/lib/prometheus/promql'
import type { MetricKind } from './vocabulary'

export type SuggestionFacts = {
  name: string
  kind: MetricKind
  /** Histograms without buckets of their own are native ones. */
  hasBuckets: boolean
  /** Container of the service that documents it, where several document the same name; null for no narrowing. */
  container: string | null
  /** Label that tells the members apart. */
  by: 'pod' | 'job' | 'instance'
}

const window = '5m'

/** A first expression that says something: a rate of counters, the 95th percentile of histograms, gauges as they are. */
export function suggestQuery({ name, kind, hasBuckets, container, by }: SuggestionFacts): string {
  const matchers = container === null ? [] : [matcher('container', '=', container)]
  const series = (suffix = '') => selector(`${name}${suffix}`, matchers)
  if (kind === 'counter') return `sum by (${by}) (rate(${series()}[${window}]))`
  if (kind === 'histogram' && hasBuckets) {
    return `histogram_quantile(0.95, sum by (le) (rate(${series('_bucket')}[${window}])))`
  }
  if (kind === 'histogram') return `histogram_quantile(0.95, sum(rate(${series()}[${window}])))`
  if (by === 'instance') return `max by (instance) (${series()})`
  return series()
}
