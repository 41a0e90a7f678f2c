'use client'

import { ConfirmDialog } from '@/components/ui/confirm-dialog'
import { deleteTenantCall, updateTenantCall } from '@/lib/tenants/queries'
import type { TenantRow } from '@/lib/tenants/schema'
import { tenantName } from './tenant-words'
import type { ConfirmedAct } from './use-tenant-acts'

const questions = {
  enable: {
    title: (name: string) => `Switch the checks of ${name} on?`,
    touches: 'Its portal is probed again from now on, and its alerts can fire.',
    confirm: 'Switch on',
  },
  disable: {
    title: (name: string) => `Switch the checks of ${name} off?`,
    touches:
      'Its portal is probed no more: nobody is told when it fails. Its history stays, and the checks can be switched on again.',
    confirm: 'Switch off',
  },
  delete: {
    title: (name: string) => `Delete ${name}?`,
    touches:
      'The tenant goes from this console with its dial plan, system values and voicemail profiles, and its portal is probed no more. What they were stays in the audit log; what Prometheus holds stays, too.',
    confirm: 'Delete',
  },
} as const satisfies Record<ConfirmedAct, unknown>

type TenantConfirmProps = {
  act: ConfirmedAct
  row: TenantRow
  version: number
  onClose: () => void
  onDone: () => void
}

/** Says what an act touches and does it. A refusal (somebody was first, the database is down) is shown and changes nothing. */
export function TenantConfirm({ act, row, version, onClose, onDone }: TenantConfirmProps) {
  const question = questions[act]
  async function run() {
    if (act === 'delete') await deleteTenantCall(row.id, version)
    else await updateTenantCall(row.id, version, { enabled: act === 'enable' })
    onDone()
  }
  return (
    <ConfirmDialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={question.title(tenantName(row))}
      touches={
        <>
          <p>{question.touches}</p>
          <p className="mono mt-1 break-all">
            {row.id} · {row.region} · {row.portalUrl}
          </p>
        </>
      }
      confirmLabel={question.confirm}
      destructive={act !== 'enable'}
      onConfirm={run}
    />
  )
}
