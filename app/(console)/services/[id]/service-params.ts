import { seriesSplits, serviceTabs } from '@/lib/services/vocabulary'

type Parsers = Pick<typeof import('nuqs/server'), 'parseAsArrayOf' | 'parseAsString' | 'parseAsStringLiteral'>

/**
 * What of a service's page stands in the URL. Made of the parsers of `nuqs` in the browser and of `nuqs/server` on the server: each
 * cannot do the other's part, and both in one page would be loaded twice.
 */
export const serviceParams = ({ parseAsArrayOf, parseAsString, parseAsStringLiteral }: Parsers) => ({
  /** All but the time range. */
  serviceDetailParams: {
    region: parseAsString,
    tab: parseAsStringLiteral(serviceTabs).withDefault('status'),
    split: parseAsStringLiteral(seriesSplits).withDefault('pod'),
    /** The documented alert whose runbook is open. */
    alert: parseAsString,
  },
  /** Charts shown of each group; absent: the defaults. */
  chartChoiceParams: {
    traffic: parseAsArrayOf(parseAsString),
    errors: parseAsArrayOf(parseAsString),
    latency: parseAsArrayOf(parseAsString),
    saturation: parseAsArrayOf(parseAsString),
    pods: parseAsArrayOf(parseAsString),
    other: parseAsArrayOf(parseAsString),
  },
  /** Whether the address names a time range: only then is the first chart not that of the last hour. */
  rangeParams: { range: parseAsString, from: parseAsString, to: parseAsString },
})
