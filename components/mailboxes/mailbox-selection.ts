import type { BulkSelection } from '@/lib/mailboxes/bulk-schema'
import { readFilterSearch } from '@/lib/mailboxes/list-queries'

/** What is ticked: some mailboxes, or all that a filter matches but for some. */
export type Selection =
  | { kind: 'chosen'; ids: ReadonlySet<string> }
  | { kind: 'matching'; search: string; except: ReadonlySet<string> }

export const nothingChosen: Selection = { kind: 'chosen', ids: new Set() }

export const isNothingChosen = (selection: Selection) => selection.kind === 'chosen' && selection.ids.size === 0

export const allMatching = (search: string): Selection => ({ kind: 'matching', search, except: new Set() })

function toggled(ids: ReadonlySet<string>, id: string): ReadonlySet<string> {
  const next = new Set(ids)
  if (!next.delete(id)) next.add(id)
  return next
}

/** Ticks a mailbox or takes its tick away; among all that match, it becomes an exception. */
export function toggle(selection: Selection, id: string): Selection {
  if (selection.kind === 'chosen') return { kind: 'chosen', ids: toggled(selection.ids, id) }
  return { ...selection, except: toggled(selection.except, id) }
}

export function isChosen(selection: Selection, id: string): boolean {
  return selection.kind === 'chosen' ? selection.ids.has(id) : !selection.except.has(id)
}

/** How many are ticked; null while it is not known how many match. */
export function countChosen(selection: Selection, total: number | null): number | null {
  if (selection.kind === 'chosen') return selection.ids.size
  return total === null ? null : Math.max(0, total - selection.except.size)
}

/** "All that match" means those of one filter; with another filter it means nothing. Single ticks stay. */
export function underFilter(selection: Selection, search: string): Selection {
  return selection.kind === 'chosen' || selection.search === search ? selection : nothingChosen
}

/** The state of the box that stands for all. */
export function allState(selection: Selection): boolean | 'mixed' {
  if (selection.kind === 'chosen') return selection.ids.size > 0 ? 'mixed' : false
  return selection.except.size > 0 ? 'mixed' : true
}

/** The selection as the API takes it: what was counted is what is meant, also while somebody types on. */
export function toBulkSelection(selection: Selection): BulkSelection {
  if (selection.kind === 'chosen') return { kind: 'chosen', ids: [...selection.ids] }
  return { kind: 'matching', filter: readFilterSearch(selection.search), except: [...selection.except] }
}
