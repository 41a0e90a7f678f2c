import type { TableSort } from '@/components/ui/data-table/column'
import type { MailboxQuestion } from '@/lib/mailboxes/list-queries'
import { mailboxSortFields } from '@/lib/mailboxes/vocabulary'

/** The part of the question that stands in the page's own search parameters; the order stands beside it as `sort`. */
export type MailboxView = Omit<MailboxQuestion, 'sort' | 'order'>

/** No filter, in whichever list is shown: the deleted mailboxes are another list, which clearing filters does not leave. */
export const noMailboxFilters: Omit<MailboxView, 'deleted'> = {
  q: '',
  type: [],
  profile: [],
  greeting: [],
  locale: [],
  timeZone: [],
  overrides: 'any',
}

export const emptyMailboxView: MailboxView = { ...noMailboxFilters, deleted: false }

export const defaultMailboxSort: TableSort = { id: 'number', desc: false }

/** What the server is asked for a view. An order that it does not know falls back to the default one. */
export function toQuestion(view: MailboxView, sort: TableSort | null): MailboxQuestion {
  const field = mailboxSortFields.find((candidate) => candidate === sort?.id)
  return { ...view, sort: field ?? 'number', order: field && sort?.desc ? 'desc' : 'asc' }
}

/** How many filters are set beside the search and the list of deleted ones. */
export function countFilters(view: MailboxView): number {
  const lists = [view.type, view.profile, view.greeting, view.locale, view.timeZone]
  return lists.filter((words) => words.length > 0).length + (view.overrides === 'any' ? 0 : 1)
}

/** True when some filter is set, so that there may be more mailboxes than match. */
export function isFilteredView(view: MailboxView): boolean {
  return view.q.trim() !== '' || countFilters(view) > 0
}
