'use client'

import { RotateCw, Undo2 } from 'lucide-react'
import { Button, LinkButton } from '@/components/ui/button'
import { useNow } from '@/components/ui/clock'
import { Notice } from '@/components/ui/notice'
import { Panel } from '@/components/ui/panel'
import { ExactTime } from '@/components/ui/relative-time'
import { formatNumber } from '@/lib/format/number'
import { rowsAreGone } from '@/lib/imports/model'
import type { MailboxImport } from '@/lib/imports/schema'
import { importLimits } from '@/lib/imports/vocabulary'
import { newImportPath } from '../import-paths'
import { endTitle, failedText } from './after-words'
import { daysLeftText, undoOf } from './import-acts'
import { ImportDownloads } from './import-downloads'
import { resultParts } from './import-parts'
import { KeptBackNotice } from './kept-back-notice'
import { PartTiles } from './part-tiles'
import type { RowTab } from './row-tabs'
import type { UndoWish } from './undo-dialog'
import type { ImportActs } from './use-import-acts'

export type AfterPanelProps = {
  record: MailboxImport
  acts: ImportActs
  reader: { canImport: boolean; canReadAudit: boolean }
  onShow: (tab: RowTab) => void
  onUndo: (wish: UndoWish) => void
}

function UndoButton({ record, acts, onUndo }: Pick<AfterPanelProps, 'record' | 'acts' | 'onUndo'>) {
  const nowMs = useNow(60_000)
  const undo = undoOf(record, nowMs)
  if (undo.kind === 'nothing') return null
  if (undo.kind === 'over') {
    return <p className="text-xs text-muted">The {importLimits.undoDays} days in which it could be undone are over.</p>
  }
  return (
    <div className="flex flex-wrap items-center gap-2">
      <Button
        disabled={acts.busy}
        icon={<Undo2 aria-hidden className="size-4" />}
        onClick={() => onUndo({ kind: 'whole' })}
      >
        Undo
      </Button>
      <span className="text-xs text-muted" title={`It takes back ${formatNumber(undo.rows)} rows`}>
        {daysLeftText(undo.untilMs, nowMs)}
      </span>
    </div>
  )
}

function FailedNotice({ record, acts, canImport }: { record: MailboxImport; acts: ImportActs; canImport: boolean }) {
  const retry = record.mode === null ? acts.checkAgain : acts.resume
  const isGone = rowsAreGone(record, useNow(60_000))
  const isOver = record.mode !== null && isGone
  return (
    <Notice
      tone="failed"
      title={record.reason ?? 'It failed, and no reason was noted.'}
      action={
        canImport && !isOver ? (
          <Button
            size="sm"
            variant="primary"
            busy={acts.busy}
            icon={<RotateCw aria-hidden className="size-3.5" />}
            onClick={() => void retry()}
          >
            Try again
          </Button>
        ) : undefined
      }
    >
      <p>{failedText(record, isOver)}</p>
    </Notice>
  )
}

/** What came of an import that has ended: in numbers, as files, in the audit log, and the way back. */
export function AfterPanel({ record, acts, reader, onShow, onUndo }: AfterPanelProps) {
  const { state, reason, finishedAt, mode, rows, tenantId } = record
  return (
    <Panel
      title={endTitle(record)}
      note={finishedAt ? <ExactTime at={finishedAt} className="mono" /> : null}
      className="mb-4"
    >
      <div className="flex flex-col gap-4">
        {state === 'failed' ? <FailedNotice record={record} acts={acts} canImport={reader.canImport} /> : null}
        {state !== 'failed' && reason ? <p className="text-sm">{reason}</p> : null}
        {mode === null ? null : (
          <PartTiles label="What became of the rows" parts={resultParts(record)} rows={rows} onShow={onShow} />
        )}
        <KeptBackNotice record={record} acts={acts} canImport={reader.canImport} onShow={onShow} onUndo={onUndo} />
        <div className="flex flex-wrap items-center gap-2">
          {rows > 0 ? <ImportDownloads record={record} canReadAudit={reader.canReadAudit} /> : null}
          {reader.canImport ? <LinkButton href={newImportPath(tenantId)}>Start another import</LinkButton> : null}
          {reader.canImport ? (
            <div className="sm:ml-auto">
              <UndoButton record={record} acts={acts} onUndo={onUndo} />
            </div>
          ) : null}
        </div>
      </div>
    </Panel>
  )
}
