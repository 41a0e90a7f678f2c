'use client'

import { QueryState } from '@/components/query-state/query-state'
import { useServedQuery } from '@/components/query-state/use-served-query'
import { Panel } from '@/components/ui/panel'
import { VoicemailHead } from '@/components/voicemail/voicemail-head'
import { dialPlanQuery } from '@/lib/dial-plan/queries'
import { formatNumber } from '@/lib/format/number'

export function DialPlanView({ tenantId }: { tenantId: string }) {
  const query = useServedQuery(dialPlanQuery(tenantId))
  return (
    <>
      <VoicemailHead tenantId={tenantId} section="dial-plan" title="Dial plan" />
      <QueryState query={query} what="settings of this dial plan">
        {({ voicemailEnabled, mailboxCount }) => (
          <Panel>
            <p className="text-sm">
              Voicemail is {voicemailEnabled ? 'on' : 'off'} for the {formatNumber(mailboxCount)} mailboxes of this
              tenant.
            </p>
          </Panel>
        )}
      </QueryState>
    </>
  )
}
