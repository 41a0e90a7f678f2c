'use client'

import { Compass } from 'lucide-react'
import { QueryState } from '@/components/query-state/query-state'
import { useServedQuery } from '@/components/query-state/use-served-query'
import { SeverityBadge } from '@/components/status/severity-badge'
import { LinkButton } from '@/components/ui/button'
import { Dialog } from '@/components/ui/dialog'
import { Notice } from '@/components/ui/notice'
import { SkeletonBlock } from '@/components/ui/skeleton'
import { alertRuleQuery } from '@/lib/alert-rules/queries'
import type { AlertRule, AlertRuleDetail, AlertRuleSummary } from '@/lib/alert-rules/schema'
import { shippedRuleFiles } from '@/lib/alert-rules/vocabulary'
import { exploreHref } from '@/lib/explore/href'
import { PromqlText } from './promql-text'
import { RuleChart } from './rule-chart'
import { RuleFacts } from './rule-facts'
import { RuleDecisions, RuleRunbook } from './rule-runbook'
import { TemplateText } from './template-text'

type Groups = AlertRuleSummary['groups']

function Trouble({ row }: { row: AlertRule }) {
  if (row.health === 'err') {
    return (
      <Notice tone="failed" title="Prometheus cannot evaluate this rule, so it can neither fire nor resolve">
        <span className="mono text-xs break-words">{row.lastError ?? 'It does not say why.'}</span>
      </Notice>
    )
  }
  if (row.coverage === 'not-loaded') {
    return (
      <Notice tone="warning" title="Prometheus has not loaded this rule, so it can never fire">
        <span>
          Load <code className="mono text-xs">{shippedRuleFiles.plain}</code> as a rule file, or apply{' '}
          <code className="mono text-xs">{shippedRuleFiles.operator}</code> where the Prometheus operator runs. The
          chart shows what it would look at.
        </span>
      </Notice>
    )
  }
  return null
}

function Expressions({ detail }: { detail: AlertRuleDetail }) {
  const { expression, tokens, documentedExpression, row } = detail
  return (
    <section aria-label="Expression" className="flex flex-col gap-2">
      <div className="flex flex-wrap items-center gap-2">
        <h3 className="mr-auto text-sm font-semibold">Expression</h3>
        <LinkButton
          size="sm"
          prefetch={false}
          href={exploreHref({ query: expression, region: row.region })}
          icon={<Compass aria-hidden className="size-4" />}
        >
          Open in Explore
        </LinkButton>
      </div>
      <PromqlText tokens={tokens} expression={expression} label="Copy expression" />
      {documentedExpression ? (
        <Notice tone="warning" title="The loaded expression is another than the one that ships">
          <code className="mono text-xs break-words">{documentedExpression}</code>
        </Notice>
      ) : null}
    </section>
  )
}

function Body({ detail, groups }: { detail: AlertRuleDetail; groups: Groups }) {
  const { row, description } = detail
  return (
    <div className="flex flex-col gap-4">
      <Trouble row={row} />
      <div className="flex flex-wrap items-start gap-2">
        {row.kind === 'alerting' ? (
          <SeverityBadge severity={row.severity === 'unknown' ? (row.severityPrinted ?? 'none') : row.severity} />
        ) : null}
        {description ? (
          <p className="max-w-prose min-w-0 flex-1 text-sm">
            <TemplateText text={description} />
          </p>
        ) : null}
      </div>
      {row.kind === 'alerting' ? <RuleRunbook detail={detail} /> : null}
      <RuleChart row={row} conditions={detail.conditions} />
      <Expressions detail={detail} />
      <RuleFacts detail={detail} groups={groups} />
      <RuleDecisions decisions={detail.decisions} />
    </div>
  )
}

type RuleDetailsProps = {
  /** Its key. */
  name: string
  region: string | null
  /** Its row in the list; undefined where there are more rules than the list carries. */
  row: AlertRule | undefined
  groups: Groups
  onClose: () => void
}

/** One rule: what to do, value against limit, expression, and all that Prometheus and the documents say. */
export function RuleDetails({ name, region, row, groups, onClose }: RuleDetailsProps) {
  const query = useServedQuery(alertRuleQuery(name, region))
  const shown = row ?? query.data?.row
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={shown?.name ?? 'Alert rule'}
      description={shown?.threshold}
      size="lg"
    >
      <QueryState
        query={query}
        what="rules"
        sources={(data) => data.sources}
        loading={<SkeletonBlock label="Reading the rule" className="h-96" />}
      >
        {/* State and health from the live row: the detail is asked for less often. */}
        {(detail) => <Body detail={row ? { ...detail, row } : detail} groups={groups} />}
      </QueryState>
    </Dialog>
  )
}
