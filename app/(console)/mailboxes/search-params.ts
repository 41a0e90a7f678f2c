import { parseAsArrayOf, parseAsBoolean, parseAsString, parseAsStringLiteral } from 'nuqs'
import { greetingTypes, mailboxTypes } from '@/lib/mailboxes/vocabulary'

const words = parseAsArrayOf(parseAsString).withDefault([])

/** The filter, in the same words as the API's. The order stands beside it (`sort`). */
export const mailboxSearchParams = {
  q: parseAsString.withDefault(''),
  type: parseAsArrayOf(parseAsStringLiteral(mailboxTypes)).withDefault([]),
  profile: words,
  greeting: parseAsArrayOf(parseAsStringLiteral(greetingTypes)).withDefault([]),
  locale: words,
  timeZone: words,
  overrides: parseAsStringLiteral(['any', 'some', 'none'] as const).withDefault('any'),
  deleted: parseAsBoolean.withDefault(false),
}
