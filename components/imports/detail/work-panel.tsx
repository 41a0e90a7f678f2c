'use client'

import { CircleStop, Pause, Play } from 'lucide-react'
import { Button } from '@/components/ui/button'
import { Notice } from '@/components/ui/notice'
import { Panel } from '@/components/ui/panel'
import type { MailboxImport } from '@/lib/imports/schema'
import { ProgressBar } from '../progress-bar'
import { cancelOf } from './import-acts'
import { resultParts } from './import-parts'
import { PartTiles } from './part-tiles'
import { QueueNote } from './queue-note'
import type { RowTab } from './row-tabs'
import type { ImportActs } from './use-import-acts'
import { useImportTrack } from './use-import-track'
import { stalledText, waitingText, workText, workTitle } from './work-words'

type WorkPanelProps = {
  record: MailboxImport
  acts: ImportActs
  canImport: boolean
  onCancel: () => void
  onShow: (tab: RowTab) => void
}

function Steer({ record, acts, onCancel }: Omit<WorkPanelProps, 'canImport' | 'onShow'>) {
  const { state, wish } = record
  return (
    <>
      {state === 'applying' ? (
        <Button
          busy={acts.busy}
          disabled={wish !== null}
          icon={<Pause aria-hidden className="size-4" />}
          onClick={() => void acts.pause()}
        >
          Pause
        </Button>
      ) : null}
      {state === 'paused' ? (
        <Button
          variant="primary"
          busy={acts.busy}
          icon={<Play aria-hidden className="size-4" />}
          onClick={() => void acts.resume()}
        >
          Resume
        </Button>
      ) : null}
      {/* What takes back goes to its end: half of it would be neither the old nor the new. */}
      {cancelOf(record).kind === 'none' ? null : (
        <Button
          disabled={acts.busy || wish === 'keep' || wish === 'revert'}
          icon={<CircleStop aria-hidden className="size-4" />}
          onClick={onCancel}
        >
          Cancel
        </Button>
      )}
    </>
  )
}

/** What a worker is at, or will be: how far, how fast, how long still, and the ways to stop it. */
export function WorkPanel({ record, acts, canImport, onCancel, onShow }: WorkPanelProps) {
  const track = useImportTrack(record)
  if (!track) return null
  const { task, progress } = track
  const title = workTitle(record)
  const stalled = stalledText(record, task, progress)
  const waits = record.state === 'queued' && task.done === 0
  return (
    <Panel
      title={title}
      actions={canImport ? <Steer record={record} acts={acts} onCancel={onCancel} /> : null}
      className="mb-4"
    >
      <div className="flex flex-col gap-3">
        {record.reason && !stalled ? <p className="text-sm">{record.reason}</p> : null}
        {waits ? null : <ProgressBar label={title} share={progress.share} />}
        {record.state === 'queued' ? <QueueNote record={record} /> : null}
        <p data-progress="" className="text-sm text-muted">
          {waits ? waitingText(task) : workText(task, progress)}
        </p>
        {stalled ? (
          <Notice tone="warning" title={stalled.title}>
            <p>{stalled.why} Nothing is lost: a worker that comes to it goes on where it stands.</p>
          </Notice>
        ) : null}
        {task.what === 'check' || waits ? null : (
          <PartTiles
            label="What became of the rows so far"
            parts={resultParts(record)}
            rows={record.rows}
            bar={false}
            onShow={onShow}
          />
        )}
        {record.state === 'paused' ? null : (
          <p className="text-xs text-muted">You may close the browser; the work goes on.</p>
        )}
      </div>
    </Panel>
  )
}
