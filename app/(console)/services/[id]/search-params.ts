import { parseAsString, parseAsStringLiteral } from 'nuqs'
import { seriesSplits } from '@/lib/services/vocabulary'

/** What of a service's page stands in the URL, besides the time range. */
export const serviceDetailParams = {
  region: parseAsString,
  split: parseAsStringLiteral(seriesSplits).withDefault('pod'),
  /** The histogram whose percentiles are drawn. */
  latency: parseAsString,
}
