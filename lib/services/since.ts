import { isWatched } from '@/lib/time/watched'
import { readingStatus, serviceOfReading, statusMetric } from './gauges'
import { type GaugeReading, readingKey, type SinceBook, type SinceEntry } from './parts'

/** How many (pod, gauge) pairs one look into the past may name: bounds the query and its answer. */
export const maxHistoryReadings = 40

/** How far back a look into the past goes, and in which steps. */
export const historyRangeSeconds = 86_400
export const historyStepSeconds = 120

/** Readings that are not ok: only these need a beginning. */
export function troubledReadings(readings: readonly GaugeReading[]): GaugeReading[] {
  return readings.filter((reading) => {
    const service = serviceOfReading(reading)
    const metric = service && statusMetric(service, reading.metric)
    return metric ? readingStatus(metric, reading.raw).status !== 'ok' : false
  })
}

/** Whether the look at `before` came so short before this one that nothing was missed in between. */
function follows(before: { observedAt: string } | null, observedAt: string): boolean {
  return isWatched(before && Date.parse(before.observedAt), Date.parse(observedAt))
}

/**
 * Carries beginnings from one refresh to the next. What was there keeps its beginning, what is gone is forgotten. What is
 * new began now, to the refresh. On the first look, and after a gap, in which any value may have gone and come back, all began
 * now or earlier.
 */
export function updateSinceBook(
  before: { book: SinceBook; observedAt: string } | null,
  readings: readonly GaugeReading[],
  observedAt: string,
): SinceBook {
  const watched = follows(before, observedAt)
  const book = new Map<string, SinceEntry>()
  for (const reading of readings) {
    const key = readingKey(reading)
    const known = watched ? before?.book.get(key) : undefined
    book.set(key, known ?? { since: observedAt, atLeast: !watched, historyAsked: watched })
  }
  return book
}

/** The readings whose beginning only the past can tell, at most `maxHistoryReadings`. */
export function readingsWithoutPast(book: SinceBook, readings: readonly GaugeReading[]): GaugeReading[] {
  return readings
    .filter((reading) => book.get(readingKey(reading))?.historyAsked === false)
    .slice(0, maxHistoryReadings)
}

/** Beginnings found in the past replace what was only known as "or earlier". Asked and not found stays "or earlier". */
export function withPast(
  book: SinceBook,
  asked: readonly GaugeReading[],
  found: ReadonlyMap<string, { since: string; atLeast: boolean }>,
): SinceBook {
  const next = new Map(book)
  for (const reading of asked) {
    const key = readingKey(reading)
    const entry = next.get(key)
    if (entry) next.set(key, { ...entry, ...found.get(key), historyAsked: true })
  }
  return next
}

/** The earliest beginning of some readings; null when none is known. */
export function earliestSince(
  book: SinceBook,
  readings: readonly GaugeReading[],
): { since: string | null; atLeast: boolean } {
  let earliest: SinceEntry | undefined
  for (const reading of readings) {
    const entry = book.get(readingKey(reading))
    if (entry && (earliest === undefined || entry.since < earliest.since)) earliest = entry
  }
  return { since: earliest?.since ?? null, atLeast: earliest?.atLeast ?? false }
}

/** Which pods Prometheus has spoken of, and since when, while Kubernetes did not know them. After a gap it begins anew. */
export function updateUnknownPods(
  before: { pods: ReadonlyMap<string, string>; observedAt: string } | null,
  unknownKeys: Iterable<string>,
  observedAt: string,
): ReadonlyMap<string, string> {
  const known = follows(before, observedAt) ? before?.pods : undefined
  return new Map([...unknownKeys].map((key) => [key, known?.get(key) ?? observedAt]))
}
