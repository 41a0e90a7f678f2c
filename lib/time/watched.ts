/** Two looks further apart than this leave room for things to have come and gone unseen. Refreshes come every few seconds. */
const watchedGapMs = 120_000

/** Whether nothing that lasts can have been missed between two looks (epoch milliseconds; null: there was no earlier one). */
export function isWatched(lastLookMs: number | null, nowMs: number): boolean {
  return lastLookMs !== null && nowMs - lastLookMs <= watchedGapMs
}
