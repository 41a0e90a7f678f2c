import { parseAsArrayOf, parseAsString, parseAsStringLiteral } from 'nuqs'
import { statusWords } from '@/lib/catalogue/vocabulary'

/** The filter, in the same words as the API's. Order and page stand beside it (`sort`, `page`). */
export const tenantSearchParams = {
  q: parseAsString.withDefault(''),
  status: parseAsArrayOf(parseAsStringLiteral(statusWords)).withDefault([]),
  region: parseAsArrayOf(parseAsString).withDefault([]),
  cloud: parseAsArrayOf(parseAsString).withDefault([]),
}
