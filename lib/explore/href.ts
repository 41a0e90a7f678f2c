import type { QueryMode } from './vocabulary'

export type ExploreTarget = { query: string; region?: string | null; mode?: QueryMode }

/** The address of the explorer with this expression in it, run on arrival. The one way in for charts, tables and alert rules. */
export function exploreHref({ query, region, mode }: ExploreTarget): string {
  const search = new URLSearchParams({ query })
  if (region) search.set('region', region)
  if (mode && mode !== 'range') search.set('mode', mode)
  return `/explore?${search}`
}
