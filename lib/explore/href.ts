/** The page of the explorer with this query in it, asked of this region. */
export function exploreHref({ query, region }: { query: string; region?: string | null }): string {
  const search = new URLSearchParams({ query, ...(region ? { region } : {}) })
  return `/explore?${search}`
}
