import { parseAsInteger, parseAsStringLiteral } from 'nuqs'
import { rowTabs } from '@/components/imports/detail/row-tabs'

/** Which of the rows show, and the row that the list begins with. */
export const importSearchParams = {
  rows: parseAsStringLiteral(rowTabs).withDefault('all'),
  from: parseAsInteger.withDefault(1),
}
