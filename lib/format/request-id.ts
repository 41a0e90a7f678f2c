const harmless = /^[A-Za-z0-9._-]{8,64}$/
const uuid = /^[0-9a-f]{8}-?([0-9a-f]{4}-?){3}[0-9a-f]{12}$/i

/**
 * A caller's id of a request when it is harmless text, else null. Not a UUID: the audit rows of an import or a bulk edit bear its id in
 * that place, and nobody is to slip others among them.
 */
export function givenRequestId(given: string | null | undefined): string | null {
  return given && harmless.test(given) && !uuid.test(given) ? given : null
}
