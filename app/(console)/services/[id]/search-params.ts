import { parseAsArrayOf, parseAsString, parseAsStringLiteral } from 'nuqs/server'
import { seriesSplits, serviceTabs } from '@/lib/services/vocabulary'

/** What of a service's page stands in the URL, besides the time range. */
export const serviceDetailParams = {
  region: parseAsString,
  tab: parseAsStringLiteral(serviceTabs).withDefault('status'),
  split: parseAsStringLiteral(seriesSplits).withDefault('pod'),
  /** The documented alert whose runbook is open. */
  alert: parseAsString,
}

/** Charts shown of each group; absent: the defaults. */
export const chartChoiceParams = {
  traffic: parseAsArrayOf(parseAsString),
  errors: parseAsArrayOf(parseAsString),
  latency: parseAsArrayOf(parseAsString),
  saturation: parseAsArrayOf(parseAsString),
  pods: parseAsArrayOf(parseAsString),
  other: parseAsArrayOf(parseAsString),
}

/** Whether the address names a time range: only then is the first chart not that of the last hour. */
export const rangeParams = { range: parseAsString, from: parseAsString, to: parseAsString }
