'use client'

import dynamic from 'next/dynamic'
import { usePreload } from '@/components/ui/use-preload'
import type { OpenDialPlanActDialogProps } from './open-dial-plan-act-dialog'

// With the forms' own code, which the page does not need before somebody acts.
const loadDialog = () => import('./open-dial-plan-act-dialog').then((module) => module.OpenDialPlanActDialog)
const OpenDialPlanActDialog = dynamic(loadDialog, { ssr: false })

/** The dialog that the address asks for. */
export function DialPlanActDialog(props: OpenDialPlanActDialogProps) {
  usePreload(loadDialog)
  return props.acts.act === null ? null : <OpenDialPlanActDialog {...props} />
}
