'use client'

import { ChevronRight } from 'lucide-react'
import Link from 'next/link'
import { memo } from 'react'
import { mailboxPath } from '@/components/mailboxes/mailbox-words'
import { statusLook } from '@/components/status/status-look'
import { classNames } from '@/components/ui/class-names'
import { NoValue } from '@/components/ui/no-value'
import type { ImportRow } from '@/lib/imports/schema'
import { rowOutcomeLook } from '../import-words'
import { RowEffect } from './row-effect'
import { RowResult } from './row-result'
import { VisibleValue } from './visible-value'

export type ImportRowLook = {
  tenantId: string
  /** Null where nothing was to be applied yet: then there is no such column. */
  pending: string | null
  onTakeBack?: (row: ImportRow) => void
  onToggle: (row: number) => void
}

type ImportRowItemProps = ImportRowLook & {
  row: ImportRow
  index: number
  active: boolean
  open: boolean
  measure: (element: Element | null) => void
}

const cell = 'border-b px-3 py-1.5 align-top @max-[720px]/rows:border-0 @max-[720px]/rows:p-0'

function MailboxNumber({ row, tenantId }: { row: ImportRow; tenantId: string }) {
  if (row.number === null) return <NoValue reason="The row has no number that can be read" />
  if (row.mailboxId === null) return <VisibleValue text={row.number} />
  return (
    <Link
      href={mailboxPath(tenantId, row.mailboxId)}
      prefetch={false}
      className="mono break-all text-accent-text underline"
    >
      {row.number}
    </Link>
  )
}

function ImportRowItemInner(props: ImportRowItemProps) {
  const { row, index, active, open, measure, tenantId, pending, onToggle } = props
  const { label, icon: Icon, tone } = rowOutcomeLook[row.outcome]
  return (
    <tr
      ref={measure}
      data-index={index}
      data-row={row.row}
      data-outcome={row.outcome}
      aria-rowindex={index + 2}
      className="focus-within:bg-accent-tint @max-[720px]/rows:grid @max-[720px]/rows:grid-cols-[auto_1fr_auto] @max-[720px]/rows:items-center @max-[720px]/rows:gap-x-3 @max-[720px]/rows:gap-y-1 @max-[720px]/rows:border-b @max-[720px]/rows:px-3 @max-[720px]/rows:py-2"
    >
      <td className={cell}>
        <button
          type="button"
          data-row-link=""
          tabIndex={active ? 0 : -1}
          aria-expanded={open}
          aria-label={`Row ${row.row}`}
          title={`Line ${row.line} of the file`}
          onClick={() => onToggle(row.row)}
          className="mono inline-flex items-center gap-1 rounded-inner text-muted hover:text-ink"
        >
          <ChevronRight aria-hidden className={classNames('size-3.5 shrink-0', open && 'rotate-90')} />
          {row.row}
        </button>
        {open ? <p className="text-xs text-muted">Line {row.line}</p> : null}
      </td>
      <td className={cell}>
        <MailboxNumber row={row} tenantId={tenantId} />
      </td>
      <td className={cell}>
        <span className={classNames('inline-flex items-center gap-1 whitespace-nowrap', statusLook[tone].text)}>
          <Icon aria-hidden className="size-3.5 shrink-0" />
          {label}
        </span>
      </td>
      <td className={classNames(cell, '@max-[720px]/rows:col-span-3')}>
        <RowEffect row={row} open={open} />
      </td>
      {pending === null ? null : (
        <td className={classNames(cell, '@max-[720px]/rows:col-span-3')}>
          <RowResult row={row} pending={pending} onTakeBack={props.onTakeBack} />
        </td>
      )}
    </tr>
  )
}

export const ImportRowItem = memo(ImportRowItemInner)
