import { parseAsInteger, parseAsString, parseAsStringLiteral } from 'nuqs'
import { queryModes, resultViews } from '@/lib/explore/vocabulary'

/** What of the explorer stands in the URL, beside the time range. */
export const exploreParams = {
  query: parseAsString.withDefault(''),
  mode: parseAsStringLiteral(queryModes).withDefault('range'),
  view: parseAsStringLiteral(resultViews).withDefault('graph'),
  region: parseAsString,
  /** Unix seconds of an instant query; absent for now. */
  at: parseAsInteger,
}
