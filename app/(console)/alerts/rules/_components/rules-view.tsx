'use client'

import dynamic from 'next/dynamic'
import { createSerializer, useQueryStates } from 'nuqs'
import { useMemo } from 'react'
import { alertingColumns, recordingColumns } from '@/components/alert-rules/rule-columns'
import { RuleSummaryLine } from '@/components/alert-rules/rule-summary-line'
import { AlertTabs } from '@/components/alerts/alert-tabs'
import { DataAsOf } from '@/components/query-state/data-as-of'
import { QueryState } from '@/components/query-state/query-state'
import { useServedQuery } from '@/components/query-state/use-served-query'
import { DataTable } from '@/components/ui/data-table/data-table'
import { PageHeader } from '@/components/ui/page-header'
import { usePreload } from '@/components/ui/use-preload'
import { findRule } from '@/lib/alert-rules/model'
import { alertRulesQuery } from '@/lib/alert-rules/queries'
import type { AlertRule, AlertRuleFilter, AlertRuleList } from '@/lib/alert-rules/schema'
import { useLive } from '@/lib/live/use-live'
import { ruleSearchParams } from '../search-params'
import { NoRecordings, NoRules, NotLoadedNotice, RuleNotFound } from './nothing'
import { RuleFilters } from './rule-filters'
import { useRules } from './use-rules'

// The chart, the dialog and the runbook: nobody needs them before a rule is opened.
const loadRuleDetails = () => import('@/components/alert-rules/rule-details').then((module) => module.RuleDetails)
const RuleDetails = dynamic(loadRuleDetails, { ssr: false })

const toSearch = createSerializer(ruleSearchParams)
const noFilter = { severity: [], state: [], coverage: [], service: [], region: [], text: '' }

type TablesProps = {
  data: AlertRuleList
  filter: AlertRuleFilter
  onChange: (change: Partial<AlertRuleFilter>) => void
  onClear: () => void
}

function RuleTables({ data, filter, onChange, onClear }: TablesProps) {
  const alertingFilter = useMemo((): AlertRuleFilter => ({ ...filter, kind: ['alerting'] }), [filter])
  const recordingFilter = useMemo(
    (): AlertRuleFilter => ({ ...filter, kind: ['recording'], state: [], severity: [], coverage: [] }),
    [filter],
  )
  const alerting = useRules(alertingFilter)
  const recording = useRules(recordingFilter)
  const { groups } = data.summary
  const columns = useMemo(() => ({ alerting: alertingColumns(groups), recording: recordingColumns(groups) }), [groups])
  const { kind: _kind, ...shown } = filter
  const hasRegions = new Set(data.sources.map(({ region }) => region)).size > 1
  const rowHref = (row: AlertRule) =>
    toSearch('/alerts/rules', { ...shown, rule: row.key, in: hasRegions ? row.region : '' })
  const isFiltered = Object.values({ ...filter, kind: [] }).some((value) => value.length > 0)
  const nothing = { data, isFiltered, onClear }
  return (
    <div className="flex flex-col gap-6">
      <NotLoadedNotice summary={data.summary} onShow={() => onChange({ coverage: ['not-loaded'] })} />
      <DataTable
        id="alert-rules"
        label="Alert rules"
        columns={columns.alerting}
        rows={alerting.rows}
        rowId={(row) => row.id}
        rowHref={rowHref}
        total={Math.max(alerting.total, isFiltered ? data.summary.alerting : 0)}
        live={JSON.stringify([filter, alerting.isOfBefore])}
        what="alert rules"
        filters={<RuleFilters filter={filter} rows={data.items} onChange={onChange} onClear={onClear} />}
        empty={<NoRules {...nothing} />}
        csvName="alert-rules"
      />
      <DataTable
        id="recording-rules"
        label="Recording rules"
        title="Recording rules"
        urlPrefix="recording"
        columns={columns.recording}
        rows={recording.rows}
        rowId={(row) => row.id}
        rowHref={rowHref}
        total={Math.max(recording.total, isFiltered ? data.summary.recording : 0)}
        what="recording rules"
        empty={<NoRecordings {...nothing} />}
        csvName="recording-rules"
      />
    </div>
  )
}

export function RulesView() {
  useLive(['alert-rules'])
  usePreload(loadRuleDetails)
  const [{ rule, in: openRegion, ...shown }, setParams] = useQueryStates(ruleSearchParams)
  const { severity, state, coverage, service, region, text } = shown
  const filter = useMemo(
    (): AlertRuleFilter => ({ kind: [], severity, state, coverage, service, region, text }),
    [severity, state, coverage, service, region, text],
  )
  const all = useServedQuery(alertRulesQuery())
  const wantedRegion = openRegion === '' ? null : openRegion
  const open = rule === '' ? undefined : findRule(all.data?.items ?? [], rule, wantedRegion)
  const close = () => void setParams({ rule: '', in: '' })

  return (
    <>
      <PageHeader
        title="Alert rules"
        description="What decides that an alert fires: every rule that Prometheus has, and every one that the documents name."
        status={all.data ? <RuleSummaryLine summary={all.data.summary} /> : null}
        dataAsOf={<DataAsOf observedAt={all.data?.observedAt ?? null} />}
        actions={<AlertTabs current="rules" />}
      />
      <QueryState query={all} what="rules" sources={(data) => data.sources}>
        {(data) => (
          <RuleTables
            data={data}
            filter={filter}
            onChange={(change) => void setParams(change)}
            onClear={() => void setParams(noFilter)}
          />
        )}
      </QueryState>
      {rule === '' || !all.data ? null : open || all.data.total > all.data.items.length ? (
        <RuleDetails
          name={rule}
          region={open?.region ?? wantedRegion}
          row={open}
          groups={all.data.summary.groups}
          onClose={close}
        />
      ) : (
        <RuleNotFound rule={rule} onClose={close} />
      )}
    </>
  )
}
