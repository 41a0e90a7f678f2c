'use client'

import { ListChecks } from 'lucide-react'
import { Button, LinkButton } from '@/components/ui/button'
import { Dialog } from '@/components/ui/dialog'
import { EmptyState } from '@/components/ui/empty-state'
import { Notice } from '@/components/ui/notice'
import type { AlertRuleList, AlertRuleSummary } from '@/lib/alert-rules/schema'
import { shippedRuleFiles } from '@/lib/alert-rules/vocabulary'

type NothingProps = { data: AlertRuleList; isFiltered: boolean; onClear: () => void }

function NoMatch({ what, total, onClear }: { what: string; total: number; onClear: () => void }) {
  return (
    <EmptyState
      compact
      title={`No ${what} matches these filters`}
      text={`${total} in all.`}
      action={<Button onClick={onClear}>Clear filters</Button>}
    />
  )
}

/** No alerting rule to show. Without a Prometheus nothing can be missing: then the configuration is what is missing. */
export function NoRules({ data, isFiltered, onClear }: NothingProps) {
  if (isFiltered && data.summary.alerting > 0) {
    return <NoMatch what="alert rule" total={data.summary.alerting} onClear={onClear} />
  }
  return (
    <EmptyState
      icon={<ListChecks aria-hidden />}
      title="No region has a Prometheus"
      text="Rules are evaluated there. Name its address in the configuration of the console to see them."
      action={<LinkButton href="/sources">See the sources</LinkButton>}
    />
  )
}

export function NoRecordings({ data, isFiltered, onClear }: NothingProps) {
  if (isFiltered && data.summary.recording > 0) {
    return <NoMatch what="recording rule" total={data.summary.recording} onClear={onClear} />
  }
  return (
    <EmptyState
      compact
      title="No recording rule is loaded"
      text={`The group patchboard-recordings of ${shippedRuleFiles.plain} has those that ship.`}
      action={<LinkButton href="/sources">See the sources</LinkButton>}
    />
  )
}

/** What to do about documented alerts that can never fire, because no Prometheus has them. */
export function NotLoadedNotice({ summary, onShow }: { summary: AlertRuleSummary; onShow: () => void }) {
  const { notLoaded } = summary
  if (notLoaded === 0) return null
  return (
    <Notice
      tone="warning"
      title={notLoaded === 1 ? 'One documented alert is not loaded' : `${notLoaded} documented alerts are not loaded`}
      action={
        <Button size="sm" onClick={onShow}>
          Show them
        </Button>
      }
    >
      <span>
        They can never fire. Load <code className="mono text-xs">{shippedRuleFiles.plain}</code> as a rule file of
        Prometheus, or apply <code className="mono text-xs">{shippedRuleFiles.operator}</code> where the Prometheus
        operator runs.
      </span>
    </Notice>
  )
}

/** A link to a rule that is not here, such as one out of an old notification. */
export function RuleNotFound({ rule, onClose }: { rule: string; onClose: () => void }) {
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      title="No such rule"
      description={`Neither Prometheus nor the catalogue has a rule ${rule}.`}
      footer={<Button onClick={onClose}>See all rules</Button>}
    />
  )
}
