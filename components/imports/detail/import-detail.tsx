'use client'

import dynamic from 'next/dynamic'
import { useCallback, useState } from 'react'
import { SkeletonBlock } from '@/components/ui/skeleton'
import { usePreload } from '@/components/ui/use-preload'
import type { ImportRow, MailboxImport } from '@/lib/imports/schema'
import { ActFailure } from './act-failure'
import { canDecide } from './import-acts'
import { ImportFacts } from './import-facts'
import { ImportStage } from './import-stage'
import { ImportStepsStrip } from './import-steps-strip'
import type { RowTab } from './row-tabs'
import type { UndoWish } from './undo-dialog'
import { useFreshParts } from './use-fresh-parts'
import { useImportActs } from './use-import-acts'

const loadRows = () => import('./rows-panel').then((module) => module.RowsPanel)
const RowsPanel = dynamic(loadRows, {
  ssr: false,
  loading: () => <SkeletonBlock label="Reading the rows" className="h-96" />,
})
const loadCancelDialog = () => import('./cancel-dialog').then((module) => module.CancelDialog)
const CancelDialog = dynamic(loadCancelDialog, { ssr: false })
const loadUndoDialog = () => import('./undo-dialog').then((module) => module.UndoDialog)
const UndoDialog = dynamic(loadUndoDialog, { ssr: false })

/** What the person who looks may do with an import; the verbs decide again. */
export type ImportReader = { canImport: boolean; canWrite: boolean; canReadAudit: boolean }
/** The part of the rows that shows, and the row it begins with. */
export type ImportView = { rows: RowTab; from: number }

type ImportDetailProps = {
  record: MailboxImport
  reader: ImportReader
  view: ImportView
  onView: (next: Partial<ImportView>) => void
}

const ended = new Set<MailboxImport['state']>(['done', 'cancelled', 'undone', 'failed'])

/** One import: the file, where it stands, what is to be done now, and its rows. */
export function ImportDetail({ record, reader, view, onView }: ImportDetailProps) {
  usePreload(loadCancelDialog)
  usePreload(loadUndoDialog)
  useFreshParts(record)
  const acts = useImportActs(record.tenantId, record.id)
  const [asked, setDialog] = useState<'cancel' | UndoWish | null>(null)
  const hasEnded = ended.has(record.state)
  // What the import has moved past is no question any more; why it came too late stands on the page.
  const dialog = asked !== null && (asked === 'cancel') === hasEnded ? null : asked
  if (asked !== dialog) setDialog(null)
  const close = () => setDialog(null)
  const takeBack = useCallback(
    ({ row, number, reversal }: ImportRow) =>
      setDialog({ kind: 'row', row, number: number ?? '', because: reversal ?? '' }),
    [],
  )
  const showRows = (rows: RowTab) => onView({ rows, from: 1 })
  return (
    <>
      <ImportFacts record={record} />
      <ImportStepsStrip record={record} />
      {dialog === null ? <ActFailure failure={acts.failure} className="mb-4" /> : null}
      <ImportStage
        record={record}
        acts={acts}
        reader={reader}
        onShow={showRows}
        onCancel={() => setDialog('cancel')}
        onUndo={setDialog}
      />
      {record.rows > 0 && record.checkedAt !== null ? (
        <RowsPanel
          record={record}
          tab={view.rows}
          from={Math.max(1, view.from)}
          onChange={onView}
          onTakeBack={reader.canImport && canDecide(record) ? takeBack : undefined}
        />
      ) : null}
      {dialog === 'cancel' ? <CancelDialog record={record} acts={acts} onClose={close} /> : null}
      {dialog !== null && dialog !== 'cancel' ? (
        <UndoDialog record={record} wish={dialog} acts={acts} onClose={close} />
      ) : null}
    </>
  )
}
