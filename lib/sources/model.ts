import type { SourceDetail, SourceName, SourceState, SourceSummary } from './schema'
import { sourceNames } from './vocabulary'

/** What is known of one source besides its state. */
export type SourceFacts = {
  regionName: string
  /** Where it is; null when not configured. */
  address: string | null
  version: string | null
  lastError: SourceState['error']
}

/** In step with the README. Older ones answer, but not with all that is asked (autoscaling/v2, for instance, is of Kubernetes 1.23). */
const oldestVersions: Readonly<Record<SourceName, string>> = {
  prometheus: '2.42',
  alertmanager: '0.25',
  pushgateway: '1.5',
  kubernetes: '1.23',
  postgresql: '15.0',
}

function numbersOf(version: string): [number, number] | null {
  // What builds from a working copy call themselves (`v0.0.0-master+8e16b12`): it tells no age.
  if (/^v?0\.0\.0\b/.test(version)) return null
  const found = /(\d+)\.(\d+)/.exec(version)
  return found ? [Number(found[1]), Number(found[2])] : null
}

/** True when some of the versions (replicas may differ) is older. A text without a version is none: nothing is said of it. */
function isOlder(versions: string | null, needed: string): boolean {
  const limit = numbersOf(needed)
  return (versions ?? '').split(', ').some((version) => {
    const own = numbersOf(version)
    return own !== null && limit !== null && (own[0] < limit[0] || (own[0] === limit[0] && own[1] < limit[1]))
  })
}

/** One row of the Sources page. */
export function toSourceDetail(state: SourceState, facts: SourceFacts): SourceDetail {
  return {
    ...state,
    id: `${state.region}/${state.name}`,
    regionName: facts.regionName,
    configured: facts.address !== null,
    address: facts.address,
    version: facts.version,
    neededVersion: isOlder(facts.version, oldestVersions[state.name]) ? oldestVersions[state.name] : null,
    lastError: facts.lastError ?? null,
  }
}

/** Counts over all rows. */
export function summariseSources(rows: readonly SourceDetail[]): SourceSummary {
  const byStatus: SourceSummary['byStatus'] = {}
  for (const row of rows) byStatus[row.status] = (byStatus[row.status] ?? 0) + 1
  return { total: rows.length, configured: rows.filter((row) => row.configured).length, byStatus }
}

/** Host and port of an address, which is what people recognise; the text itself when it is no address. */
export function shortAddress(url: string): string {
  return URL.canParse(url) ? new URL(url).host : url
}

/** Versions of the replicas of one source as one text: most have the same. */
export function joinVersions(versions: readonly string[]): string | null {
  const distinct = [...new Set(versions)].sort()
  return distinct.length === 0 ? null : distinct.join(', ')
}

const order = new Map<SourceName, number>(sourceNames.map((name, at) => [name, at]))

/** Region by region in the order given, and within one always the same order. */
export function compareSources(regionOrder: readonly string[]): (a: SourceDetail, b: SourceDetail) => number {
  const place = new Map(regionOrder.map((region, at) => [region, at]))
  const last = regionOrder.length
  return (a, b) =>
    (place.get(a.region) ?? last) - (place.get(b.region) ?? last) || (order.get(a.name) ?? 0) - (order.get(b.name) ?? 0)
}

/**
 * The sources that owe an answer. What is not configured owes none: a region without an Alertmanager is whole without it. Only
 * where nothing at all is configured does that have to be said, or "there are none" would be a guess.
 */
export function accountable(sources: readonly SourceState[]): readonly SourceState[] {
  const configured = sources.filter((source) => source.status !== 'paused')
  return configured.length > 0 ? configured : sources
}

/** The sources that owe an answer and did not give one now, or not in whole. */
export function unheard(sources: readonly SourceState[]): SourceState[] {
  return accountable(sources).filter((source) => source.status !== 'ok')
}

/** The regions that these sources are of, in their order; PostgreSQL is the console's own. */
export function regionsOf(sources: readonly SourceState[]): string[] {
  return [...new Set(sources.filter(({ name }) => name !== 'postgresql').map(({ region }) => region))]
}
