'use client'

import dynamic from 'next/dynamic'
import type { ConfirmDialogProps } from './confirm-dialog-panel'
import { useOnceOpen } from './use-once-open'

const ConfirmDialogPanel = dynamic(() => import('./confirm-dialog-panel').then((module) => module.ConfirmDialogPanel), {
  ssr: false,
})

/** Asks before an act that cannot be taken back. Focus starts on "Cancel"; a failed act keeps the dialog and says why. */
export function ConfirmDialog(props: ConfirmDialogProps) {
  return useOnceOpen(props.open) ? <ConfirmDialogPanel {...props} /> : null
}
