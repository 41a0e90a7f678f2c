'use client'

import { Button } from '@/components/ui/button'
import { DialogPanel } from '@/components/ui/dialog-panel'
import type { MailboxImport } from '@/lib/imports/schema'
import { importLimits } from '@/lib/imports/vocabulary'
import { rowsText } from '../import-words'
import { ActFailure } from './act-failure'
import { cancelOf } from './import-acts'
import type { ImportActs } from './use-import-acts'

type CancelDialogProps = { record: MailboxImport; acts: ImportActs; onClose: () => void }

/** Ends an import: before anything was written that is all; after that it asks what becomes of what was done. */
export function CancelDialog({ record, acts, onClose }: CancelDialogProps) {
  const cancels = cancelOf(record)
  const began = cancels.kind === 'rest'
  const goesBack = cancels.kind === 'none'
  const { applied, left } = began ? cancels : { applied: 0, left: 0 }

  function close() {
    if (acts.busy) return
    acts.forgetFailure()
    onClose()
  }

  async function cancel(keep: boolean) {
    if (await acts.cancel(keep)) onClose()
  }

  return (
    <DialogPanel
      open
      onOpenChange={(open) => !open && close()}
      title={began ? 'Cancel what is left?' : 'Cancel this import?'}
      description={
        began
          ? `${rowsText(applied)} ${applied === 1 ? 'is' : 'are'} applied, ${rowsText(left)} ${left === 1 ? 'is' : 'are'} left. A batch that runs now is finished first.`
          : goesBack
            ? 'It is being taken back, and that goes to its end.'
            : 'No mailbox was changed. The import stays in the list with its file, and the file can be imported again.'
      }
      footer={
        <>
          <Button onClick={close} disabled={acts.busy}>
            {began ? 'Back' : 'Keep it'}
          </Button>
          {began ? (
            <Button busy={acts.busy} onClick={() => void cancel(true)}>
              Keep what was done
            </Button>
          ) : null}
          <Button variant="danger" busy={acts.busy} disabled={goesBack} onClick={() => void cancel(!began)}>
            {began ? 'Take it back' : 'Cancel the import'}
          </Button>
        </>
      }
    >
      {began || acts.failure ? (
        <div className="flex flex-col gap-3 text-sm">
          {began ? (
            <dl className="flex flex-col gap-2">
              <div>
                <dt className="font-medium">Keep what was done</dt>
                <dd className="text-muted">
                  The {rowsText(applied)} stay applied; they can be undone for {importLimits.undoDays} days.
                  {record.mode === 'all' ? ' All or nothing was asked for: this leaves a part.' : ''}
                </dd>
              </div>
              <div>
                <dt className="font-medium">Take it back</dt>
                <dd className="text-muted">
                  The {rowsText(applied)} are taken back, but for mailboxes that somebody changed meanwhile.
                </dd>
              </div>
            </dl>
          ) : null}
          <ActFailure failure={acts.failure} />
        </div>
      ) : null}
    </DialogPanel>
  )
}
