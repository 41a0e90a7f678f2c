'use client'

import { useQueryClient } from '@tanstack/react-query'
import { ConfirmDialog } from '@/components/ui/confirm-dialog'
import { mailboxesText } from '@/components/voicemail/mailbox-words'
import { dialPlanQuery, updateDialPlanCall } from '@/lib/dial-plan/queries'
import type { DialPlan } from '@/lib/dial-plan/schema'
import { dialPlanLabels } from '@/lib/dial-plan/vocabulary'

type VoicemailSwitchConfirmProps = {
  dialPlan: DialPlan
  on: boolean
  onClose: () => void
  onDone: (changed: boolean) => void
}

/** Says what the switch touches, and turns it. A refusal (somebody was first) is shown beside the newest state and changes nothing. */
export function VoicemailSwitchConfirm({ dialPlan, on, onClose, onDone }: VoicemailSwitchConfirmProps) {
  const client = useQueryClient()
  const { tenantId, version, mailboxCount, voicemailEnabled } = dialPlan
  const already = voicemailEnabled === on

  async function turn() {
    try {
      if (!already) await updateDialPlanCall(tenantId, version, { voicemailEnabled: on })
    } catch (error) {
      await client.invalidateQueries({ queryKey: dialPlanQuery(tenantId).queryKey })
      throw error
    }
    onDone(!already)
  }

  return (
    <ConfirmDialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={`Switch voicemail ${on ? 'on' : 'off'}?`}
      touches={
        <>
          <p>
            {on
              ? `Callers can leave messages in ${mailboxesText(mailboxCount)} of tenant ${tenantId} from then on.`
              : `Callers can no longer leave messages in ${mailboxesText(mailboxCount)} of tenant ${tenantId}. Mailboxes, profiles and greetings stay as they are and can still be changed.`}
          </p>
          {already ? <p className="mt-1">It is already {on ? 'on' : 'off'}: nothing will change.</p> : null}
          <p className="mono mt-1">
            {dialPlanLabels.voicemailEnabled}: {voicemailEnabled ? 'On' : 'Off'} → {on ? 'On' : 'Off'}
          </p>
        </>
      }
      confirmLabel={on ? 'Switch on' : 'Switch off'}
      destructive={!on}
      onConfirm={turn}
    />
  )
}
