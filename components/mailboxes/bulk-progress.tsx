'use client'

import { useQuery } from '@tanstack/react-query'
import { ChevronDown, CircleStop, RotateCcw, X } from 'lucide-react'
import Link from 'next/link'
import { useState } from 'react'
import { Button } from '@/components/ui/button'
import { IconButton } from '@/components/ui/icon-button'
import { ExactTime } from '@/components/ui/relative-time'
import { formatNumber } from '@/lib/format/number'
import { bulkExceptionsQuery } from '@/lib/mailboxes/bulk-queries'
import type { BulkEdit } from '@/lib/mailboxes/bulk-schema'
import { leftAloneBecause } from '@/lib/mailboxes/bulk-vocabulary'
import { bulkProgress, canUndo, changeText, outcomeSentences, progressText, stateText, undoneText } from './bulk-words'
import { mailboxPath, type ProfileNames } from './mailbox-words'
import type { BulkEdits } from './use-bulk-edits'

function Bar({ edit }: { edit: BulkEdit }) {
  const { share } = bulkProgress(edit)
  return (
    <progress
      aria-label={`Progress of the bulk edit by ${edit.actorName}`}
      className="h-1.5 w-full overflow-hidden rounded-full bg-line accent-accent [&::-webkit-progress-bar]:bg-line [&::-webkit-progress-value]:bg-accent"
      {...(share === null ? {} : { value: share })}
    />
  )
}

function Exceptions({ edit }: { edit: BulkEdit }) {
  const { data, error } = useQuery(bulkExceptionsQuery(edit.tenantId, edit.id))
  if (error) return <p className="text-sm text-failing-text">The list cannot be read now: {error.message}</p>
  if (!data) return <p className="text-sm text-muted">Reading which …</p>
  if (data.total === 0)
    return <p className="text-sm text-muted">Which ones is not known: they matched no longer when it began.</p>
  return (
    <ul aria-label="Mailboxes left alone" className="max-h-48 overflow-y-auto text-sm">
      {data.items.map(({ id, number, owner, outcome }) => (
        <li key={id}>
          {number === null ? (
            <span className="mono text-muted">{id}</span>
          ) : (
            <Link href={mailboxPath(edit.tenantId, id)} className="text-accent-text underline">
              <span className="mono">{number}</span> {owner}
            </Link>
          )}
          <span className="text-muted">
            {outcome === 'changed' || outcome === 'alike' ? '' : `: ${leftAloneBecause[outcome].one}`}
          </span>
        </li>
      ))}
      {data.total > data.items.length ? (
        <li className="text-muted">and {formatNumber(data.total - data.items.length)} more</li>
      ) : null}
    </ul>
  )
}

const isLeftAlone = ({ counts }: BulkEdit) =>
  Object.entries(counts).some(([outcome, count]) => outcome !== 'changed' && outcome !== 'alike' && count > 0)

type BulkItemProps = {
  edit: BulkEdit
  profiles: ProfileNames
  canWrite: boolean
  bulk: Pick<BulkEdits, 'cancel' | 'undo'>
  /** Absent where it is part of a list that stays. */
  onPutAway?: () => void
}

/** One bulk edit: what, by whom, how far, what became of the mailboxes, and the ways to stop it or take it back. */
export function BulkItem({ edit, profiles, canWrite, bulk, onPutAway }: BulkItemProps) {
  const [showsExceptions, setShows] = useState(false)
  const [busy, setBusy] = useState(false)
  const isRunning = edit.finishedAt === null
  const during = (deed: Promise<void>) => {
    setBusy(true)
    void deed.finally(() => setBusy(false))
  }
  return (
    <li
      data-bulk-edit={edit.id}
      data-state={edit.state}
      className="flex flex-col gap-1.5 border-b px-3 py-2 last:border-b-0"
    >
      <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
        <p className="min-w-0 flex-1 basis-60 text-sm">
          <span className="font-medium">{stateText(edit)}</span> · {changeText(edit, profiles)}
          <span className="text-muted">
            {' '}
            · {edit.actorName}, <ExactTime at={edit.createdAt} />
          </span>
        </p>
        {isRunning && canWrite ? (
          <Button
            size="sm"
            busy={busy}
            disabled={edit.cancelRequestedAt !== null}
            icon={<CircleStop aria-hidden className="size-4" />}
            onClick={() => during(bulk.cancel(edit))}
          >
            Cancel
          </Button>
        ) : null}
        {canWrite && canUndo(edit) ? (
          <Button
            size="sm"
            busy={busy}
            icon={<RotateCcw aria-hidden className="size-4" />}
            onClick={() => during(bulk.undo(edit))}
          >
            Undo
          </Button>
        ) : null}
        {!isRunning && onPutAway ? (
          <IconButton size="sm" label="Put away" icon={<X aria-hidden className="size-4" />} onClick={onPutAway} />
        ) : null}
      </div>
      {isRunning ? <Bar edit={edit} /> : null}
      <p className="text-sm text-muted" data-progress="">
        {isRunning
          ? progressText(edit)
          : [edit.reason, ...outcomeSentences(edit.counts)].filter(Boolean).join(' ') || 'No mailbox matched.'}
        {edit.undo ? ` ${undoneText(edit.undo)}` : ''}
      </p>
      {!isRunning && isLeftAlone(edit) ? (
        <Button
          size="sm"
          variant="quiet"
          className="self-start"
          aria-expanded={showsExceptions}
          icon={<ChevronDown aria-hidden className="size-4" />}
          onClick={() => setShows(!showsExceptions)}
        >
          Which were left alone
        </Button>
      ) : null}
      {showsExceptions ? <Exceptions edit={edit} /> : null}
    </li>
  )
}

type BulkStripProps = { bulk: BulkEdits; profiles: ProfileNames; canWrite: boolean }

/** Bulk edits that run, anybody's, and those that were seen to end here. */
export function BulkStrip({ bulk, profiles, canWrite }: BulkStripProps) {
  return (
    <ul aria-label="Bulk edits under way" className="mb-3 rounded-box border bg-surface">
      {bulk.shown.map((edit) => (
        <BulkItem
          key={edit.id}
          edit={edit}
          profiles={profiles}
          canWrite={canWrite}
          bulk={bulk}
          onPutAway={() => bulk.putAway(edit.id)}
        />
      ))}
    </ul>
  )
}
