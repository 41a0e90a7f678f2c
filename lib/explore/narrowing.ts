import type { AbsoluteRange } from '@/lib/time/range'

// The line break before a closing bracket ends a comment that the expression may end with.
const bracketed = (query: string) => `(${query}\n)`

/** How many series an instant expression gives. */
export function countRows(query: string): string {
  return `count${bracketed(query)}`
}

/** The `rows` largest of them. */
export function largestRows(query: string, rows: number): string {
  return `topk(${rows}, ${bracketed(query)})`
}

/**
 * The series that a range has at its end, its middle or its start, each with its latest of these values: a fixed, small number of
 * evaluations that also finds series which ended on the way.
 */
function sampled(query: string, { startSeconds, endSeconds }: AbsoluteRange): string {
  const middle = Math.floor((startSeconds + endSeconds) / 2)
  return [endSeconds, middle, startSeconds]
    .map((at) => `last_over_time(${bracketed(query)}[1s:1s] @ ${at})`)
    .join(' or ')
}

/** How many series a range has, as far as three looks tell. */
export function countRangeRows(query: string, range: AbsoluteRange): string {
  return `count(${sampled(query, range)})`
}

/** The expression, kept to the `rows` series that are largest at the end of the range (or when last seen). */
export function largestRangeRows(query: string, range: AbsoluteRange, rows: number): string {
  return `${bracketed(query)} and topk(${rows}, ${sampled(query, range)})`
}
