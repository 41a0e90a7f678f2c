'use client'

import dynamic from 'next/dynamic'
import type { DialogProps } from './dialog-panel'
import { useOnceOpen } from './use-once-open'

export const loadDialogPanel = () => import('./dialog-panel').then((module) => module.DialogPanel)
const DialogPanel = dynamic(loadDialogPanel, { ssr: false })

/** A window over the page that holds focus until it closes. Its code is loaded when the browser is idle, or when one first opens. */
export function Dialog(props: DialogProps) {
  return useOnceOpen(props.open) ? <DialogPanel {...props} /> : null
}
