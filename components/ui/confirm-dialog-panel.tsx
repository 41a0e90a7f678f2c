'use client'

import { CircleAlert } from 'lucide-react'
import * as RadixAlertDialog from 'radix-ui/alert-dialog'
import { type ReactNode, useState } from 'react'
import { Button } from './button'
import { buttonClass } from './button-class'
import { classNames } from './class-names'
import { dialogOverlayClass, dialogPanelClass } from './dialog-class'
import { useReturnFocus } from './use-return-focus'

export type ConfirmDialogProps = {
  open: boolean
  onOpenChange: (open: boolean) => void
  /** A question: "Delete 3 tenants?". */
  title: string
  /** What the act will touch: names and counts, and what cannot be undone. Required on purpose. */
  touches: ReactNode
  /** The verb of the title: "Delete". */
  confirmLabel: string
  destructive?: boolean
  /** Resolves when done (closes) or throws an Error whose message is shown; the dialog then stays open. */
  onConfirm: () => Promise<void> | void
}

/** What `ConfirmDialog` loads when it first opens. */
export function ConfirmDialogPanel(props: ConfirmDialogProps) {
  const [busy, setBusy] = useState(false)
  const [failure, setFailure] = useState<string | null>(null)
  const focus = useReturnFocus()

  async function confirm() {
    setBusy(true)
    setFailure(null)
    try {
      await props.onConfirm()
      props.onOpenChange(false)
    } catch (error) {
      setFailure(error instanceof Error ? error.message : 'It failed, and gave no reason.')
    } finally {
      setBusy(false)
    }
  }

  return (
    <RadixAlertDialog.Root open={props.open} onOpenChange={(open) => !busy && props.onOpenChange(open)}>
      <RadixAlertDialog.Portal>
        <RadixAlertDialog.Overlay className={dialogOverlayClass} />
        <RadixAlertDialog.Content className={classNames(dialogPanelClass, 'max-w-md gap-3 p-4')} {...focus}>
          <RadixAlertDialog.Title className="text-lg font-semibold">{props.title}</RadixAlertDialog.Title>
          <RadixAlertDialog.Description asChild>
            <div className="min-h-0 overflow-y-auto text-sm text-muted">{props.touches}</div>
          </RadixAlertDialog.Description>
          {failure ? (
            <p role="alert" className="flex items-start gap-1.5 text-sm text-failing-text">
              <CircleAlert aria-hidden className="mt-0.5 size-4 shrink-0" />
              {failure}
            </p>
          ) : null}
          <footer className="flex justify-end gap-2 pt-1">
            <RadixAlertDialog.Cancel className={buttonClass()} disabled={busy}>
              Cancel
            </RadixAlertDialog.Cancel>
            <Button variant={props.destructive ? 'danger' : 'primary'} busy={busy} onClick={() => void confirm()}>
              {props.confirmLabel}
            </Button>
          </footer>
        </RadixAlertDialog.Content>
      </RadixAlertDialog.Portal>
    </RadixAlertDialog.Root>
  )
}
