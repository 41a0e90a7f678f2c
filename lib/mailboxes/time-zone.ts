import { unlistedTimeZones } from './time-zone-names'

const byLowerCase = (names: readonly string[]) => new Map(names.map((name) => [name.toLowerCase(), name]))

const listed = byLowerCase(['UTC', ...Intl.supportedValuesOf('timeZone')])
const unlisted = byLowerCase(unlistedTimeZones)

/** The time zones of the running system's IANA database, in alphabetical order. */
export const timeZones: readonly string[] = [...listed.values()].sort()

/**
 * The zone's IANA name from any capitalisation; null when no such zone exists (any more). Older names that still lead to a zone, such as
 * Asia/Calcutta, stay those names: changing them would be a change nobody asked for. What the runtime understands beside IANA's names
 * (offsets such as +02:00, `PST`, `IST`) is no zone: other readers take it for another one or for none.
 */
export function canonicalTimeZone(text: string): string | null {
  const key = text.trim().toLowerCase()
  const known = listed.get(key)
  if (known) return known
  const name = unlisted.get(key)
  if (!name) return null
  try {
    // An older runtime may not know a newer link.
    new Intl.DateTimeFormat('en', { timeZone: name })
    return name
  } catch {
    return null
  }
}
