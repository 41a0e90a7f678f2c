'use client'

import { Inbox } from 'lucide-react'
import { type KeyboardEvent, type ReactNode, useMemo } from 'react'
import { Button, LinkButton } from '@/components/ui/button'
import type { TableSort } from '@/components/ui/data-table/column'
import { PagedTable } from '@/components/ui/data-table/paged-table'
import { download } from '@/components/ui/download'
import { EmptyState } from '@/components/ui/empty-state'
import { Notice } from '@/components/ui/notice'
import { mailboxesText, mailboxesThat } from '@/components/voicemail/mailbox-words'
import { voicemailPath } from '@/components/voicemail/sections'
import { mailboxExportPath } from '@/lib/mailboxes/list-queries'
import type { MailboxRow } from '@/lib/mailboxes/schema'
import { mailboxColumns } from './mailbox-columns'
import { MailboxFilters } from './mailbox-filters'
import { isFilteredView, type MailboxView } from './mailbox-view'
import { mailboxPath } from './mailbox-words'
import { useCreateMailbox } from './use-create-mailbox'
import type { useMailboxPages } from './use-mailbox-pages'
import type { useMailboxSelection } from './use-mailbox-selection'

type MailboxListProps = {
  tenantId: string
  view: MailboxView
  search: string
  pages: ReturnType<typeof useMailboxPages>
  total: number | null
  /** The count could not be read. */
  isCountUnknown: boolean
  chosen: ReturnType<typeof useMailboxSelection>
  canWrite: boolean
  sort: TableSort | null
  onSortChange: (sort: TableSort | null) => void
  onChange: (change: Partial<MailboxView>) => void
  onClear: () => void
  notices: ReactNode
}

function Nothing({
  tenantId,
  view,
  canWrite,
  onChange,
  onClear,
}: Pick<MailboxListProps, 'tenantId' | 'view' | 'canWrite' | 'onChange' | 'onClear'>) {
  // The head's button has the dialog; this one only opens it.
  const { open } = useCreateMailbox()
  if (isFilteredView(view)) {
    return (
      <EmptyState
        compact
        title="No mailbox matches"
        text="Each word must begin the number or a word of the owner’s name."
        action={<Button onClick={onClear}>Clear filters</Button>}
      />
    )
  }
  if (view.deleted) {
    return (
      <EmptyState
        compact
        title="No mailbox is deleted"
        text="Deleted ones stand here for 30 days and can be restored."
        action={<Button onClick={() => onChange({ deleted: false })}>Show the mailboxes</Button>}
      />
    )
  }
  return (
    <EmptyState
      icon={<Inbox aria-hidden />}
      title="No mailboxes yet"
      text={
        canWrite
          ? 'Add the first one: an agent or an agent group, and the number that callers reach it by.'
          : 'Voicemail administrators can add them; Access says who is one.'
      }
      action={
        canWrite ? (
          <Button variant="primary" onClick={open}>
            Add mailbox
          </Button>
        ) : (
          <LinkButton href={voicemailPath('dial-plan', tenantId)}>See the dial plan</LinkButton>
        )
      }
    />
  )
}

const rowId = (row: MailboxRow) => row.id
const rowHref = (row: MailboxRow) => mailboxPath(row.tenantId, row.id)

/** The mailboxes that match, however many: filters, order, ticks, keys, export. */
export function MailboxList(props: MailboxListProps) {
  const { tenantId, view, search, pages, total, chosen, canWrite } = props
  const { row: rowSelection } = chosen
  const columns = useMemo(
    () => mailboxColumns(canWrite ? rowSelection : null, view.deleted, canWrite),
    [canWrite, rowSelection, view.deleted],
  )
  function onRowKey(row: MailboxRow, event: KeyboardEvent) {
    if (!canWrite || event.key !== 'x' || event.ctrlKey || event.metaKey || event.altKey) return
    event.preventDefault()
    rowSelection.onToggle(row.id)
  }
  return (
    <PagedTable
      id="mailboxes"
      label="Mailboxes"
      columns={columns}
      count={pages.count}
      rowAt={pages.rowAt}
      onRange={pages.onRange}
      rowId={rowId}
      rowHref={rowHref}
      sort={props.sort}
      onSortChange={props.onSortChange}
      total={total}
      question={search}
      busy={pages.isOfBefore}
      loading={pages.first.isPending}
      onExport={() => download(mailboxExportPath(tenantId, search))}
      onRowKey={onRowKey}
      filters={<MailboxFilters tenantId={tenantId} view={view} onChange={props.onChange} onClear={props.onClear} />}
      notices={
        <>
          {props.notices}
          {pages.lapse ? (
            <Notice
              tone="failed"
              className="mb-2"
              title="Rows further down could not be read"
              action={
                <Button size="sm" onClick={pages.lapse.retry}>
                  Try again
                </Button>
              }
            >
              <p>{pages.lapse.error.message}</p>
            </Notice>
          ) : null}
        </>
      }
      empty={<Nothing {...props} />}
      footer={
        <>
          <p aria-live="polite">
            {total === null
              ? props.isCountUnknown
                ? 'How many there are is not known now'
                : 'Counting …'
              : isFilteredView(view)
                ? mailboxesThat(total, 'match')
                : mailboxesText(total)}
          </p>
          <p className="flex items-center gap-1.5">
            <span aria-hidden className="inline-block size-1.5 rounded-full bg-accent" />
            the mailbox’s own value; the others are inherited
          </p>
          {canWrite ? <p className="hidden sm:block">Key x chooses the row that has the focus</p> : null}
        </>
      }
    />
  )
}
