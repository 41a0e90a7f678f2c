import { emptyMailboxView, toQuestion } from '@/components/mailboxes/mailbox-view'
import { readSort } from '@/components/ui/data-table/column'
import type { MailboxQuestion } from '@/lib/mailboxes/list-queries'
import { mailboxFilterSchema } from '@/lib/mailboxes/schema'

export type SearchParams = Promise<Record<string, string | string[] | undefined>>

/** What an address asks for, as the page's view will ask it: served with the page, it is there at the first paint. */
export async function readQuestion(searchParams: SearchParams): Promise<MailboxQuestion> {
  const { sort, ...filter } = await searchParams
  const asked = mailboxFilterSchema.safeParse(filter)
  return toQuestion(asked.data ?? emptyMailboxView, typeof sort === 'string' ? readSort(sort) : null)
}
