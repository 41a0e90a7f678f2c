'use client'

import { OpenCreateMailbox } from '@/components/mailboxes/open-create-mailbox'
import { QueryState } from '@/components/query-state/query-state'
import { useServedQuery } from '@/components/query-state/use-served-query'
import { Panel } from '@/components/ui/panel'
import { VoicemailHead } from '@/components/voicemail/voicemail-head'
import { dialPlanQuery } from '@/lib/dial-plan/queries'
import { formatNumber } from '@/lib/format/number'

export function MailboxesView({ tenantId, canWrite }: { tenantId: string; canWrite: boolean }) {
  const query = useServedQuery(dialPlanQuery(tenantId))
  return (
    <>
      <VoicemailHead
        tenantId={tenantId}
        section="mailboxes"
        title="Mailboxes"
        actions={canWrite ? <OpenCreateMailbox tenantId={tenantId} /> : null}
      />
      <QueryState query={query} what="mailboxes">
        {({ mailboxCount }) => (
          <Panel>
            <p className="text-sm">
              This tenant has <span className="mono font-medium">{formatNumber(mailboxCount)}</span>{' '}
              {mailboxCount === 1 ? 'mailbox' : 'mailboxes'}.
            </p>
          </Panel>
        )}
      </QueryState>
    </>
  )
}
