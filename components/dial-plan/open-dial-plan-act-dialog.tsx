'use client'

import { useQueryClient } from '@tanstack/react-query'
import { useToast } from '@/components/ui/toast'
import { dialPlanHistoryQuery, dialPlanQuery, voicemailTenantQuery } from '@/lib/dial-plan/queries'
import type { DialPlan } from '@/lib/dial-plan/schema'
import { mailboxesKey } from '@/lib/mailboxes/queries'
import { voicemailSystemQuery } from '@/lib/mailboxes/system-queries'
import type { VoicemailSystem } from '@/lib/mailboxes/system-schema'
import { DialPlanSettingsDialog } from './dial-plan-settings-dialog'
import type { DialPlanAct, DialPlanActs } from './use-dial-plan-acts'
import { VoicemailSwitchConfirm } from './voicemail-switch-confirm'
import { VoicemailSystemDialog } from './voicemail-system-dialog'

const done: Readonly<Record<DialPlanAct, string>> = {
  on: 'Switched voicemail on',
  off: 'Switched voicemail off',
  settings: 'Saved the settings of the dial plan',
  system: 'Saved what mailboxes inherit',
}
const already = { on: 'Voicemail was on already', off: 'Voicemail was off already' } as const

export type OpenDialPlanActDialogProps = {
  acts: DialPlanActs
  tenantId: string
  /** Undefined while they are not known. */
  dialPlan: DialPlan | undefined
  system: VoicemailSystem | undefined
}

/** What `DialPlanActDialog` loads when the browser is idle, or when an act is asked for. */
export function OpenDialPlanActDialog({ acts, tenantId, dialPlan, system }: OpenDialPlanActDialogProps) {
  const client = useQueryClient()
  const toast = useToast()
  const { act, close } = acts
  if (act === null) return null

  function finish(finished: DialPlanAct, typedOn = false) {
    if (!typedOn) close()
    toast({ tone: 'done', title: done[finished] })
    readAnew()
  }

  function finishSwitch(to: 'on' | 'off', changed: boolean) {
    close()
    toast(changed ? { tone: 'done', title: done[to] } : { tone: 'note', title: already[to] })
    readAnew()
  }

  function readAnew() {
    const changed = [dialPlanQuery, voicemailTenantQuery, voicemailSystemQuery, dialPlanHistoryQuery]
    for (const query of changed) void client.invalidateQueries({ queryKey: query(tenantId).queryKey })
    void client.invalidateQueries({ queryKey: ['voicemail-tenants'] })
    // Their effective values come from the system's.
    void client.invalidateQueries({ queryKey: mailboxesKey(tenantId) })
  }

  if (act === 'system') {
    return system ? (
      <VoicemailSystemDialog system={system} onClose={close} onSaved={(typedOn) => finish(act, typedOn)} />
    ) : null
  }
  if (!dialPlan) return null
  if (act === 'settings') {
    return <DialPlanSettingsDialog dialPlan={dialPlan} onClose={close} onSaved={(typedOn) => finish(act, typedOn)} />
  }
  return (
    <VoicemailSwitchConfirm
      dialPlan={dialPlan}
      on={act === 'on'}
      onClose={close}
      onDone={(changed) => finishSwitch(act, changed)}
    />
  )
}
