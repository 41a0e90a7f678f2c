'use client'

import { useState } from 'react'
import { Button } from '@/components/ui/button'
import { Checkbox } from '@/components/ui/checkbox'
import { DialogPanel } from '@/components/ui/dialog-panel'
import { Notice } from '@/components/ui/notice'
import { formatNumber } from '@/lib/format/number'
import { formatPercent } from '@/lib/format/percent'
import { guardOf } from '@/lib/imports/model'
import type { ConfirmImport, MailboxImport } from '@/lib/imports/schema'
import { importLimits } from '@/lib/imports/vocabulary'
import { rowsText, rowsToApply } from '../import-words'
import { ActFailure } from './act-failure'
import { applySentences } from './import-acts'
import type { ImportActs } from './use-import-acts'

type ConfirmImportDialogProps = {
  record: MailboxImport
  mode: ConfirmImport['mode']
  acts: ImportActs
  onClose: () => void
}

const modeTexts: Readonly<Record<ConfirmImport['mode'], string>> = {
  good: 'A row that cannot be applied any more when its turn comes is refused as a conflict; the others are applied.',
  all: 'If one row cannot be applied any more when its turn comes, those before it are taken back.',
}

/** What applying will touch, and the question. Beyond the guard it wants a tick of its own. */
export function ConfirmImportDialog({ record, mode, acts, onClose }: ConfirmImportDialogProps) {
  // Said of the counts of one check: others that come while the dialog is open want a word of their own.
  const [meantAt, setMeantAt] = useState<string | null>(null)
  const { checkedAt } = record
  const meant = checkedAt !== null && meantAt === checkedAt
  const guard = guardOf(record)
  const count = rowsToApply(record)
  const [deletes, others] = [record.counts.delete ?? 0, applySentences(record)]
  const percent = guard ? formatPercent(Math.round(guard.percent * 10) / 10) : ''

  function close() {
    if (acts.busy) return
    acts.forgetFailure()
    onClose()
  }

  async function apply() {
    if (await acts.confirm({ mode, beyondGuard: guard !== null && meant, ...(checkedAt && { checkedAt }) })) onClose()
  }

  return (
    <DialogPanel
      open
      onOpenChange={(open) => !open && close()}
      title={`Apply ${rowsText(count)}${mode === 'all' ? ', all or nothing' : ''}?`}
      footer={
        <>
          <Button onClick={close} disabled={acts.busy}>
            Not yet
          </Button>
          <Button
            variant={deletes > 0 ? 'danger' : 'primary'}
            busy={acts.busy}
            disabled={guard !== null && !meant}
            onClick={() => void apply()}
          >
            Apply {rowsText(count)}
          </Button>
        </>
      }
    >
      <div className="flex flex-col gap-3 text-sm">
        <ul aria-label="What it does" className="flex flex-col gap-1">
          {others.map((sentence) => (
            <li
              key={sentence}
              className={sentence.startsWith('It deletes') ? 'font-medium text-failing-text' : undefined}
            >
              {sentence}
            </li>
          ))}
        </ul>
        <p className="text-muted">
          {modeTexts[mode]} It can be undone for {importLimits.undoDays} days.
        </p>
        {guard ? (
          <Notice
            tone="warning"
            title={`This would change ${percent} of its ${formatNumber(guard.mailboxes)} mailboxes`}
          >
            <Checkbox
              label={`Yes, change ${formatNumber(guard.touched)} of the mailboxes of ${record.tenantId}`}
              checked={meant}
              disabled={acts.busy}
              onCheckedChange={(on) => setMeantAt(on ? checkedAt : null)}
              className="text-ink"
            />
          </Notice>
        ) : null}
        <ActFailure failure={acts.failure} />
      </div>
    </DialogPanel>
  )
}
