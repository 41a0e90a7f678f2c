export type ExploreTarget = { query: string; region?: string | null }

/** The address of the explorer with this expression in it, run on arrival. The one way in for charts, tables and alert rules. */
export function exploreHref({ query, region }: ExploreTarget): string {
  const search = new URLSearchParams({ query })
  if (region) search.set('region', region)
  return `/explore?${search}`
}
