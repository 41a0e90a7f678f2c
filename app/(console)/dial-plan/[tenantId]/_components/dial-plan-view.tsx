'use client'

import { useInfiniteQuery } from '@tanstack/react-query'
import { DialPlanActDialog } from '@/components/dial-plan/dial-plan-act-dialog'
import { SettingsPanel, SwitchPanel, SystemPanel } from '@/components/dial-plan/dial-plan-panels'
import { systemLabels } from '@/components/dial-plan/system-effect'
import { useDialPlanActs } from '@/components/dial-plan/use-dial-plan-acts'
import { QueryState } from '@/components/query-state/query-state'
import { useServedQuery } from '@/components/query-state/use-served-query'
import { LinkButton } from '@/components/ui/button'
import { Panel } from '@/components/ui/panel'
import { ChangeHistory } from '@/components/voicemail/change-history'
import { VoicemailHead } from '@/components/voicemail/voicemail-head'
import { dialPlanHistoryQuery, dialPlanQuery } from '@/lib/dial-plan/queries'
import { dialPlanLabels } from '@/lib/dial-plan/vocabulary'
import { voicemailSystemQuery } from '@/lib/mailboxes/system-queries'
import type { VoicemailReader } from '../../../_voicemail/voicemail-tenant'

const labels = { ...dialPlanLabels, ...systemLabels }

export function DialPlanView({ tenantId, canWrite, canReadAudit }: VoicemailReader & { tenantId: string }) {
  const dialPlan = useServedQuery(dialPlanQuery(tenantId))
  const system = useServedQuery(voicemailSystemQuery(tenantId))
  const acts = useDialPlanActs()
  const act = (name: Parameters<typeof acts.open>[0]) => (canWrite ? () => acts.open(name) : null)
  return (
    <>
      <VoicemailHead
        tenantId={tenantId}
        section="dial-plan"
        title="Dial plan"
        description="Whether this tenant has voicemail, and what its mailboxes and its switch go by."
      />
      <div className="flex flex-col gap-4">
        <QueryState query={dialPlan} what="settings of this dial plan">
          {(plan) => <SwitchPanel dialPlan={plan} onAct={act(plan.voicemailEnabled ? 'off' : 'on')} />}
        </QueryState>
        <div className="grid gap-4 lg:grid-cols-2">
          <QueryState query={system} what="values that mailboxes inherit">
            {(values) => <SystemPanel system={values} onAct={act('system')} />}
          </QueryState>
          {dialPlan.data ? <SettingsPanel dialPlan={dialPlan.data} onAct={act('settings')} /> : null}
        </div>
        <HistoryPanel tenantId={tenantId} canReadAudit={canReadAudit} />
      </div>
      {canWrite ? (
        <DialPlanActDialog acts={acts} tenantId={tenantId} dialPlan={dialPlan.data} system={system.data} />
      ) : null}
    </>
  )
}

function HistoryPanel({ tenantId, canReadAudit }: { tenantId: string; canReadAudit: boolean }) {
  const query = useInfiniteQuery(dialPlanHistoryQuery(tenantId))
  return (
    <Panel
      title="Changes"
      note="Of the dial plan and of what mailboxes inherit"
      actions={
        canReadAudit ? (
          <LinkButton size="sm" href={`/audit?${new URLSearchParams({ tenantId })}`}>
            Open the audit log
          </LinkButton>
        ) : null
      }
    >
      <ChangeHistory
        query={query}
        labels={labels}
        nothing="Nothing was changed yet: all is as it came with the tenant."
      />
    </Panel>
  )
}
