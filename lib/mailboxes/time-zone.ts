const byLowerCase = new Map(['UTC', ...Intl.supportedValuesOf('timeZone')].map((name) => [name.toLowerCase(), name]))

/** The time zones of the running system's IANA database, in alphabetical order. */
export const timeZones: readonly string[] = [...byLowerCase.values()].sort()

/**
 * The zone's IANA name from any capitalisation; null when no such zone exists (any more). Older names that still lead to a zone, such as
 * Asia/Calcutta, stay as they are written: changing them would be a change nobody asked for.
 */
export function canonicalTimeZone(text: string): string | null {
  const name = text.trim()
  const listed = byLowerCase.get(name.toLowerCase())
  if (listed) return listed
  // Offsets such as +02:00 are understood by the runtime, and are no zones.
  if (!/^[A-Za-z][A-Za-z0-9_+-]*(\/[A-Za-z0-9_+-]+)*$/.test(name)) return null
  try {
    new Intl.DateTimeFormat('en', { timeZone: name })
    return name
  } catch {
    return null
  }
}
