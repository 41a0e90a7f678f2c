import { parseAsString, parseAsStringLiteral } from 'nuqs'

/** What of the view stands in the URL: the filter, and the dialog that is open, so that signing in again leads back to it. */
export const accessSearchParams = {
  text: parseAsString.withDefault(''),
  act: parseAsStringLiteral(['add', 'edit', 'disable', 'enable', 'reset-password']),
  account: parseAsString.withDefault(''),
}
