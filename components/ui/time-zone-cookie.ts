export const timeZoneCookie = 'patchboard-time-zone'

/** Reads the cookie's value: `utc`, an IANA zone the runtime knows, or null for anything else. */
export function readTimeZoneCookie(value: string | undefined): string | null {
  if (value === undefined) return null
  let decoded: string
  try {
    decoded = decodeURIComponent(value)
  } catch {
    return null
  }
  if (decoded === 'utc') return decoded
  try {
    new Intl.DateTimeFormat('en', { timeZone: decoded })
    return decoded
  } catch {
    return null
  }
}
