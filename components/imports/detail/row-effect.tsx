import { ArrowRight } from 'lucide-react'
import type { ImportRow } from '@/lib/imports/schema'
import { importFieldLabels, type RefusalCode, refusalSentences } from '@/lib/imports/vocabulary'
import { VisibleValue } from './visible-value'

type Change = ImportRow['changes'][number]

function Side({ value }: { value: string | number | null }) {
  if (value === null) return <span className="text-muted italic">inherited</span>
  return <VisibleValue text={String(value)} />
}

function ChangeText({ change, isNew }: { change: Change; isNew: boolean }) {
  return (
    <span className="inline-flex max-w-full flex-wrap items-baseline gap-x-1">
      <span className="text-muted">{importFieldLabels[change.field]}:</span>
      {isNew ? null : (
        <>
          <Side value={change.before} />
          <ArrowRight aria-hidden className="size-3 shrink-0 self-center text-faint" />
          <span className="sr-only">becomes</span>
        </>
      )}
      <Side value={change.after} />
    </span>
  )
}

/** So many stand in a row that is not opened; a new mailbox has a type and an owner beside what is its own. */
const shownChanges = 3
const shownOfNew = shownChanges + 2

function Changes({ row, open }: { row: ImportRow; open: boolean }) {
  const most = row.outcome === 'create' ? shownOfNew : shownChanges
  const shown = open ? row.changes : row.changes.slice(0, most)
  const more = row.changes.length - shown.length
  if (row.changes.length === 0) {
    return (
      <span className="text-muted">
        {row.outcome === 'create' ? 'A new mailbox; its row names no values' : 'It has these values now'}
      </span>
    )
  }
  return (
    <div className={open ? 'flex flex-col gap-0.5' : 'flex flex-wrap gap-x-4 gap-y-0.5'}>
      {shown.map((change) => (
        <ChangeText key={change.field} change={change} isNew={row.outcome === 'create'} />
      ))}
      {more > 0 ? <span className="text-muted">and {more} more</span> : null}
    </div>
  )
}

function Code({ code }: { code: string }) {
  return <span className="mono text-xs text-muted">{code}</span>
}

function Refusals({ row }: { row: ImportRow }) {
  if (row.refusals.length === 0) {
    const { result } = row
    if (result === null || result === 'applied') return null
    return (
      <p>
        {refusalSentences[result as RefusalCode] ?? row.sentence} <Code code={result} />
      </p>
    )
  }
  return (
    <ul className="flex flex-col gap-1">
      {row.refusals.map(({ code, field, column, value, sentence }) => (
        <li key={`${code} ${column ?? field ?? ''}`}>
          {column || field ? (
            <>
              <span className="font-medium">{column ?? (field ? importFieldLabels[field] : '')}</span>{' '}
              <VisibleValue text={value} className="rounded-inner bg-sunken px-1" />{' '}
            </>
          ) : null}
          {sentence} <Code code={code} />
        </li>
      ))}
    </ul>
  )
}

/** What a row changes, field by field, or why it is refused. */
export function RowEffect({ row, open }: { row: ImportRow; open: boolean }) {
  switch (row.outcome) {
    case 'refused':
      return <Refusals row={row} />
    case 'unchanged':
      return <span className="text-muted">The mailbox has these values already</span>
    case 'delete':
      return <span className="text-muted">Deletes the mailbox</span>
    default:
      return <Changes row={row} open={open} />
  }
}
