'use client'

import { useId, useMemo, useState } from 'react'
import { SaveFailureNotice } from '@/components/forms/save-failure-notice'
import { Button } from '@/components/ui/button'
import { Panel } from '@/components/ui/panel'
import type { ImportChoices, MailboxImport } from '@/lib/imports/schema'
import { importFieldLabels } from '@/lib/imports/vocabulary'
import { ForgetRemembered } from './forget-remembered'
import { MappingLineField } from './mapping-line'
import {
  choiceFaults,
  firstForm,
  leftOut,
  linesOf,
  type MappingForm,
  type MappingLine,
  mappingToSend,
  missingFields,
  ownerToSend,
  undecided,
  whyNotSent,
} from './mapping-model'
import { OwnerField } from './owner-field'
import { ReadingAnew, useReading } from './reading-anew'
import { useCheckAgain } from './use-check-again'

export type MappingPanelProps = { tenantId: string; record: MailboxImport; canImport: boolean }

type Columns = { lines: readonly MappingLine[]; form: MappingForm; onChange: (form: MappingForm) => void }

/** What is said of the columns. It counts no more once the file was read anew and has others. */
function useColumns({ found }: MailboxImport): Columns {
  const lines = useMemo(() => (found ? linesOf(found) : []), [found])
  const [said, setSaid] = useState<{ lines: readonly MappingLine[]; form: MappingForm } | null>(null)
  const form = said?.lines === lines ? said.form : firstForm(lines)
  return { lines, form, onChange: (next) => setSaid({ lines, form: next }) }
}

function ColumnList({ columns, disabled }: { columns: Columns; disabled: boolean }) {
  const { lines, form, onChange } = columns
  const faults = useMemo(() => choiceFaults(lines, form), [lines, form])
  return (
    <ul aria-label="Columns of the file">
      {lines.map((line) => (
        <MappingLineField
          key={line.key}
          line={line}
          choice={form[line.key] ?? ''}
          fault={faults.get(line.key)}
          disabled={disabled}
          onChange={(choice) => onChange({ ...form, [line.key]: choice })}
        />
      ))}
    </ul>
  )
}

function Missing({ form }: { form: MappingForm }) {
  const missing = missingFields(form)
  if (missing.length === 0) return null
  return (
    <p className="text-xs text-muted">
      Not in the file: {missing.map((field) => importFieldLabels[field]).join(', ')}. Mailboxes that are there keep
      these as they are, and new ones inherit what can be inherited.
    </p>
  )
}

type ActsProps = {
  columns: Columns
  isWorkbook: boolean
  anew: ImportChoices | null
  busy: boolean
  onCheck: (choices: ImportChoices) => void
}

function Acts({ columns: { lines, form, onChange }, isWorkbook, anew, busy, onCheck }: ActsProps) {
  const hintId = useId()
  const nothingRead = `The header could not be read. Try another ${isWorkbook ? 'sheet' : 'encoding or delimiter'}.`
  const hindrance = anew ? null : lines.length === 0 ? nothingRead : whyNotSent(lines, form)
  const open = undecided(lines, form).length
  return (
    <div className="flex flex-wrap items-center gap-3">
      <Button
        variant="primary"
        busy={busy}
        disabled={hindrance !== null}
        aria-describedby={hintId}
        onClick={() => onCheck(anew ?? { mapping: mappingToSend(lines, form) })}
      >
        {anew ? 'Read the file anew' : 'Check with these columns'}
      </Button>
      {open > 0 && !anew ? (
        <Button disabled={busy} onClick={() => onChange(leftOut(lines, form))}>
          {open === 1 ? 'Leave out the open one' : `Leave out the ${open} open ones`}
        </Button>
      ) : null}
      <p id={hintId} aria-live="polite" className="text-xs text-muted">
        {hindrance ?? (anew ? 'Its columns may be others then.' : '')}
      </p>
    </div>
  )
}

/** What each column of the file holds, and a person’s word where that is not understood or wrong. */
export function MappingPanel({ record, canImport }: MappingPanelProps) {
  const columns = useColumns(record)
  const reading = useReading(record)
  const { anew } = reading
  const [owner, setOwner] = useState(record.choices.newOwner ?? '')
  const { busy, failure, check } = useCheckAgain(record)
  const disabled = busy || !canImport
  return (
    <Panel title="Columns" padded={false} note="What each column of the file is taken for.">
      <ColumnList columns={columns} disabled={disabled || anew !== null} />
      <div className="flex flex-col gap-4 border-t px-4 py-3">
        {anew || columns.lines.length === 0 ? null : <Missing form={columns.form} />}
        <OwnerField owner={owner} disabled={disabled} onChange={setOwner} />
        <ReadingAnew reading={reading} open={columns.lines.length === 0} disabled={disabled} />
        {canImport && columns.lines.some(({ match }) => match === 'remembered') ? (
          <div className="flex flex-wrap items-center gap-3">
            <p className="text-xs text-muted">
              What was said for an earlier file counts here, too. Choose otherwise, and that is remembered instead.
            </p>
            <ForgetRemembered tenantId={record.tenantId} />
          </div>
        ) : null}
        {failure ? <SaveFailureNotice failure={failure} /> : null}
        {canImport ? (
          <Acts
            columns={columns}
            isWorkbook={reading.sheets !== null}
            anew={anew}
            busy={busy}
            onCheck={(choices) => void check({ ...choices, ...ownerToSend(record.choices.newOwner, owner) })}
          />
        ) : null}
      </div>
    </Panel>
  )
}
