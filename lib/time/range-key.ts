import type { AbsoluteRange } from './range'

/** Samples of a moment come in for so long after it. */
const lateSeconds = 60

/**
 * Names what is known of a range, for keys of answers that are kept: a range that is not over yet is another one with each of its
 * steps, because its end is still being filled.
 */
export function rangeKey({ startSeconds, endSeconds, stepSeconds }: AbsoluteRange, nowSeconds: number): string {
  const reached = Math.floor(nowSeconds / stepSeconds) * stepSeconds
  return [startSeconds, endSeconds, stepSeconds, Math.min(reached, endSeconds + lateSeconds)].join(' ')
}
