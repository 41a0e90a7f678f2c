import { isWatched } from '@/lib/time/watched'
import type { PortalReading } from './adapter'

/** Since when a tenant's portal has the code it has. `asked`: the past was asked, or need not be. */
export type SinceEntry = { code: number; since: string; atLeast: boolean; asked: boolean }
export type SinceBook = ReadonlyMap<string, SinceEntry>

/**
 * Carries beginnings from one refresh to the next. An unchanged code keeps its beginning; a changed one began with this
 * refresh. On the first look and after a gap, in which any code may have gone and come back, only the past can tell.
 */
export function updateSince(
  before: { book: SinceBook; atMs: number } | null,
  readings: ReadonlyMap<string, Pick<PortalReading, 'code'>>,
  nowMs: number,
): SinceBook {
  const watched = isWatched(before?.atMs ?? null, nowMs)
  const at = new Date(nowMs).toISOString()
  const book = new Map<string, SinceEntry>()
  for (const [id, { code }] of readings) {
    const known = watched ? before?.book.get(id) : undefined
    if (known?.code === code) book.set(id, known)
    // A tenant that is new under our eyes may have come back from a gap: only one that had another code is known to begin now.
    else book.set(id, { code, since: at, atLeast: known === undefined, asked: known !== undefined })
  }
  return book
}

/** True when some beginning can only be found in the past. */
export function needsPast(book: SinceBook): boolean {
  for (const { asked } of book.values()) if (!asked) return true
  return false
}

/** Takes over what the past told. What it did not tell stays "at least since", and is not asked again. */
export function withPast(
  book: SinceBook,
  found: ReadonlyMap<string, { sinceSeconds: number; atLeast: boolean }>,
): SinceBook {
  const next = new Map<string, SinceEntry>()
  for (const [id, entry] of book) {
    const past = entry.asked ? undefined : found.get(id)
    const told = past && { since: new Date(past.sinceSeconds * 1000).toISOString(), atLeast: past.atLeast }
    next.set(id, { ...entry, ...told, asked: true })
  }
  return next
}
