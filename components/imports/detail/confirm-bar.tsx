'use client'

import dynamic from 'next/dynamic'
import { useState } from 'react'
import { Button } from '@/components/ui/button'
import { usePreload } from '@/components/ui/use-preload'
import { formatNumber } from '@/lib/format/number'
import { formatPercent } from '@/lib/format/percent'
import { guardOf } from '@/lib/imports/model'
import type { ConfirmImport, MailboxImport } from '@/lib/imports/schema'
import { rowsText, rowsToApply } from '../import-words'
import type { ImportActs } from './use-import-acts'

const loadDialog = () => import('./confirm-import-dialog').then((module) => module.ConfirmImportDialog)
const ConfirmImportDialog = dynamic(loadDialog, { ssr: false })

type ConfirmBarProps = { record: MailboxImport; acts: ImportActs; canImport: boolean; onCancel: () => void }

function whyNotAll(refused: number): string | null {
  if (refused === 0) return null
  return `All or nothing would be nothing: ${rowsText(refused)} ${refused === 1 ? 'is' : 'are'} refused. Mend ${refused === 1 ? 'it' : 'them'} first, or apply the good rows.`
}

/** The two ways to apply what was checked. Nothing has been written before this. */
export function ConfirmBar({ record, acts, canImport, onCancel }: ConfirmBarProps) {
  usePreload(loadDialog)
  const [mode, setMode] = useState<ConfirmImport['mode'] | null>(null)
  const count = rowsToApply(record)
  const refused = record.counts.refused ?? 0
  const guard = guardOf(record)
  const notAll = whyNotAll(refused)
  return (
    <>
      <div className="flex flex-col gap-3 text-sm">
        {count === 0 ? (
          <p>There is nothing to apply: every row is unchanged or refused.</p>
        ) : guard ? (
          <p className="text-degraded-text">
            This would change {formatPercent(Math.round(guard.percent * 10) / 10)} of the tenant’s{' '}
            {formatNumber(guard.mailboxes)} mailboxes. Look at the rows below before you apply it.
          </p>
        ) : null}
        {canImport ? (
          <div className="flex flex-wrap items-center gap-2">
            <Button variant="primary" disabled={count === 0 || acts.busy} onClick={() => setMode('good')}>
              Apply the good rows ({formatNumber(count)})
            </Button>
            <Button
              disabled={count === 0 || notAll !== null || acts.busy}
              aria-describedby={notAll ? 'why-not-all' : undefined}
              onClick={() => setMode('all')}
            >
              All or nothing
            </Button>
            <Button variant="quiet" disabled={acts.busy} onClick={onCancel}>
              Cancel this import
            </Button>
          </div>
        ) : (
          <p className="text-muted">Voicemail administrators can apply it; Access says who is one.</p>
        )}
        {canImport && notAll && count > 0 ? (
          <p id="why-not-all" className="text-xs text-muted">
            {notAll}
          </p>
        ) : null}
      </div>
      {mode ? <ConfirmImportDialog record={record} mode={mode} acts={acts} onClose={() => setMode(null)} /> : null}
    </>
  )
}
