'use client'

import { Button } from '@/components/ui/button'
import { DialogPanel } from '@/components/ui/dialog-panel'
import type { MailboxImport, UndoImport } from '@/lib/imports/schema'
import { rowsText } from '../import-words'
import { ActFailure } from './act-failure'
import { canDecide, undoSentences } from './import-acts'
import type { ImportActs } from './use-import-acts'

/** `whole`: what the import did. `kept`: all rows that were kept back. A row: that one, which was kept back, and the code of why. */
export type UndoWish =
  | { kind: 'whole' }
  | { kind: 'kept'; count: number }
  | { kind: 'row'; row: number; number: string; because: string }

type UndoDialogProps = { record: MailboxImport; wish: UndoWish; acts: ImportActs; onClose: () => void }

const askOf = (wish: UndoWish): UndoImport => {
  switch (wish.kind) {
    case 'whole':
      return {}
    case 'kept':
      return { overwrite: true }
    case 'row':
      return { rows: [wish.row] }
  }
}

/** What must be so before a row can be taken back that something stands in the way of. */
const blocks: Readonly<Record<string, string>> = {
  'number-taken': 'no other mailbox has its number any more',
  'greeting-gone': 'the greeting that it had has a recording again',
}

const isBlocked = (wish: UndoWish) => wish.kind === 'row' && wish.because in blocks

function actOf(wish: UndoWish): string {
  if (wish.kind === 'whole') return 'Undo the import'
  return isBlocked(wish) ? 'Try again' : 'Take back anyway'
}

function titleOf(wish: UndoWish): string {
  switch (wish.kind) {
    case 'whole':
      return 'Undo this import?'
    case 'kept':
      return `Take ${rowsText(wish.count)} back anyway?`
    case 'row':
      return isBlocked(wish) ? `Try again to take row ${wish.row} back?` : `Take row ${wish.row} back anyway?`
  }
}

/** What an undo touches, before it does. */
export function UndoDialog({ record, wish, acts, onClose }: UndoDialogProps) {
  // Somebody else may have begun another undo since this was opened.
  const waits = wish.kind !== 'whole' && !canDecide(record)

  function close() {
    if (acts.busy) return
    acts.forgetFailure()
    onClose()
  }

  async function undo() {
    if (await acts.undo(askOf(wish))) onClose()
  }

  return (
    <DialogPanel
      open
      onOpenChange={(open) => !open && close()}
      title={titleOf(wish)}
      footer={
        <>
          <Button onClick={close} disabled={acts.busy}>
            Leave it
          </Button>
          <Button variant="danger" busy={acts.busy} disabled={waits} onClick={() => void undo()}>
            {actOf(wish)}
          </Button>
        </>
      }
    >
      <div className="flex flex-col gap-3 text-sm">
        {wish.kind === 'whole' ? (
          <>
            <ul aria-label="What it does" className="flex flex-col gap-1">
              {undoSentences(record).map((sentence) => (
                <li key={sentence}>{sentence}</li>
              ))}
            </ul>
            <p className="text-muted">
              Mailboxes that somebody changed since the import are left alone and listed, for you to decide on.
            </p>
          </>
        ) : wish.kind === 'row' && isBlocked(wish) ? (
          <p>
            Mailbox <span className="mono">{wish.number}</span> gets back what it had before the import if{' '}
            {blocks[wish.because] ?? 'nothing stands in the way any more'}. Otherwise the row stays kept back.
          </p>
        ) : (
          <p>
            {wish.kind === 'row' ? (
              <>
                Mailbox <span className="mono">{wish.number}</span> gets back what it had before the import; one that
                the import created is deleted.
              </>
            ) : (
              'These mailboxes get back what they had before the import; those that the import created are deleted.'
            )}{' '}
            What somebody changed since is lost. The audit log keeps it.
          </p>
        )}
        {waits ? <p>The undo is not at its end. Once it is, kept-back rows can be decided on.</p> : null}
        <ActFailure failure={acts.failure} />
      </div>
    </DialogPanel>
  )
}
