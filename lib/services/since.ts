import { readingStatus, serviceOfReading, statusMetric } from './gauges'
import { type GaugeReading, readingKey, type SinceBook, type SinceEntry } from './parts'

/** Two looks further apart than this leave room for a value to have come and gone, so what is new then began at an unknown time. */
const watchedGapSeconds = 120

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

/**
 * Carries beginnings from one refresh to the next. What was there keeps its beginning, what is gone is forgotten. What is
 * new began now, to the refresh; on the first look, or after a gap, it began now or earlier.
 */
export function updateSinceBook(
  before: { book: SinceBook; observedAt: string } | null,
  readings: readonly GaugeReading[],
  observedAt: string,
): SinceBook {
  const watched = before !== null && Date.parse(observedAt) - Date.parse(before.observedAt) <= watchedGapSeconds * 1000
  const book = new Map<string, SinceEntry>()
  for (const reading of readings) {
    const key = readingKey(reading)
    const known = before?.book.get(key)
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

/** Which pods Prometheus has spoken of, and since when, while Kubernetes did not know them. */
export function updateUnknownPods(
  before: ReadonlyMap<string, string>,
  unknownKeys: Iterable<string>,
  observedAt: string,
): ReadonlyMap<string, string> {
  return new Map([...unknownKeys].map((key) => [key, before.get(key) ?? observedAt]))
}
