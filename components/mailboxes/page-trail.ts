/** What is remembered of a page once it was read: where the next one begins (null on the last), and how many rows it had. */
export type Step = { nextCursor: string | null; length: number }

/** The steps from the top down to where the list was walked. Some hundred bytes for each page, which is all that is kept of it. */
export type Trail = readonly Step[]

type Page = { items: readonly unknown[]; nextCursor: string | null }

/**
 * The trail with page `index` on it. A page that now ends elsewhere, as rows came or went, cuts off what lay behind: those pages begin
 * elsewhere too. The same trail when nothing changed.
 */
export function growTrail(trail: Trail, index: number, page: Page): Trail {
  const known = trail[index]
  if (index > trail.length) return trail
  const step = { nextCursor: page.nextCursor, length: page.items.length }
  if (known && known.nextCursor === step.nextCursor && known.length === step.length) return trail
  return [...trail.slice(0, index), step]
}

/** Places that can be scrolled to: those walked already, and one page of places that wait for their rows. */
export function placesOf(trail: Trail, pageSize: number): number {
  const last = trail.at(-1)
  if (!last) return 0
  if (last.nextCursor !== null) return (trail.length + 1) * pageSize
  return (trail.length - 1) * pageSize + last.length
}

/** Pages to hold for a range of places: those in it and the next one, as far as it is known where they begin. The first is held anyway. */
export function pagesInView(range: { first: number; last: number }, trail: Trail, pageSize: number): number[] {
  const from = Math.max(1, Math.floor(range.first / pageSize))
  const to = Math.floor(range.last / pageSize) + 1
  const pages: number[] = []
  for (let index = from; index <= to; index += 1) {
    if (trail[index - 1]?.nextCursor) pages.push(index)
  }
  return pages
}
