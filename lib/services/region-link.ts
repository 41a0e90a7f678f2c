/** Pages that show one region, or can show one alone; all know it by the same search parameter. */
const regional = /^\/(services|alerts|tenants)\b/

/** The same address in a region: without it, a page of several regions opens the first, which may be well. */
export function inRegion(link: string, region: string): string {
  if (!regional.test(link)) return link
  const url = new URL(link, 'http://console')
  url.searchParams.set('region', region)
  return `${url.pathname}${url.search}${url.hash}`
}
