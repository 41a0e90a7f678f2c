import {
  createLoader,
  parseAsArrayOf,
  parseAsBoolean,
  parseAsString,
  parseAsStringLiteral,
  type SearchParams,
} from 'nuqs/server'
import { defaultMailboxSort, toQuestion } from '@/components/mailboxes/mailbox-view'
import { readSort } from '@/components/ui/data-table/column'
import type { MailboxQuestion } from '@/lib/mailboxes/list-queries'
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

const load = createLoader({ ...mailboxSearchParams, sort: parseAsString.withDefault('') })

/** What an address asks for, as the page's view will ask it: served with the page, it is there at the first paint. */
export async function readQuestion(searchParams: Promise<SearchParams>): Promise<MailboxQuestion> {
  const { sort, ...view } = await load(searchParams)
  return toQuestion(view, readSort(sort) ?? defaultMailboxSort)
}
