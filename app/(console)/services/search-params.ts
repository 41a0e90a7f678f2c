import { parseAsArrayOf, parseAsString, parseAsStringLiteral } from 'nuqs'
import { statusWords } from '@/lib/catalogue/vocabulary'

/** What of the list stands in the URL. */
export const serviceSearchParams = {
  status: parseAsArrayOf(parseAsStringLiteral(statusWords)).withDefault([]),
  text: parseAsString.withDefault(''),
  region: parseAsString.withDefault(''),
}
