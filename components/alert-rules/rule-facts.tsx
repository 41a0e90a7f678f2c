import Link from 'next/link'
import { StatusBadge } from '@/components/status/status-badge'
import { DescriptionList } from '@/components/ui/description-list'
import { NoValue } from '@/components/ui/no-value'
import { RelativeTime } from '@/components/ui/relative-time'
import { evaluationSecondsOf, lastEvaluationOf } from '@/lib/alert-rules/model'
import type { AlertRule, AlertRuleDetail, AlertRuleSummary } from '@/lib/alert-rules/schema'
import { formatDuration } from '@/lib/format/duration'
import { coverageWords, healthWords, instancesText, stateLook, waitText } from './rule-words'

type Groups = AlertRuleSummary['groups']

const notLoaded = 'Prometheus has not loaded it'

function State({ row }: { row: AlertRule }) {
  if (row.state === null) return <NoValue reason="A recording rule has no state" />
  const { label, status, title } = stateLook[row.state]
  const instances = instancesText(row)
  return (
    <span className="flex flex-wrap items-center gap-x-2 gap-y-1">
      <StatusBadge status={status} label={label} />
      {instances && instances !== 'none' ? (
        <Link
          href={`/alerts?${new URLSearchParams({ text: `alert_id=${row.alertId ?? ''} ${row.name}`.replace('alert_id= ', '') })}`}
          className="text-accent-text underline"
        >
          {instances}
        </Link>
      ) : (
        <span className="text-muted">{title}</span>
      )}
    </span>
  )
}

function Evaluation({ row, groups }: { row: AlertRule; groups: Groups }) {
  const seconds = evaluationSecondsOf(row, groups)
  const interval = row.groupId === null ? undefined : groups[row.groupId]?.intervalSeconds
  if (row.groupId === null) return <NoValue reason={notLoaded} />
  return (
    <span>
      <RelativeTime at={lastEvaluationOf(row, groups)} reason="Not evaluated yet" />
      {seconds === null ? null : `, took ${formatDuration(seconds)}`}
      {interval === undefined ? null : `, every ${formatDuration(interval)}`}
    </span>
  )
}

/** "15 s; the documents say 5 min": the lab and some sites load rules that wait otherwise. */
function waitingTime({ row, documentedForSeconds }: AlertRuleDetail) {
  if (row.forSeconds === null) return null
  const documented =
    documentedForSeconds === null || documentedForSeconds === row.forSeconds
      ? ''
      : `; documented as ${waitText(documentedForSeconds)}`
  return `${waitText(row.forSeconds)}${documented}`
}

function Labels({ labels }: Pick<AlertRuleDetail, 'labels'>) {
  const pairs = Object.entries(labels)
  if (pairs.length === 0) return <NoValue reason="The rule adds no labels" />
  return (
    <ul className="flex flex-wrap gap-1">
      {pairs
        .sort(([a], [b]) => a.localeCompare(b))
        .map(([name, value]) => (
          <li key={name} className="mono max-w-full rounded-inner bg-sunken px-1.5 py-0.5 text-xs break-all">
            <span className="text-muted">{name}=</span>
            {value}
          </li>
        ))}
    </ul>
  )
}

/** What Prometheus says of the rule, and what the documents say. */
export function RuleFacts({ detail, groups }: { detail: AlertRuleDetail; groups: Groups }) {
  const { row, file } = detail
  const wait = waitingTime(detail)
  const items = [
    ...(row.kind === 'alerting' ? [{ term: 'State', detail: <State row={row} /> }] : []),
    ...(row.threshold ? [{ term: row.kind === 'alerting' ? 'Fires when' : 'Records', detail: row.threshold }] : []),
    ...(wait === null ? [] : [{ term: 'Waits', detail: wait }]),
    { term: 'Evaluated', detail: <Evaluation row={row} groups={groups} /> },
    { term: 'Health', detail: row.health === null ? <NoValue reason={notLoaded} /> : healthWords[row.health] },
    {
      term: 'Service',
      detail: row.service ? (
        <Link href={`/services/${row.service}`} className="text-accent-text underline">
          {row.service}
        </Link>
      ) : (
        (row.serviceLabel ?? <NoValue reason="The rule names no service" />)
      ),
    },
    { term: 'Coverage', detail: coverageWords[row.coverage].title },
    { term: 'Group', detail: row.group ? `${row.group}, in ${file}` : <NoValue reason={notLoaded} /> },
    { term: 'Region', detail: row.region },
    ...(detail.severityPrinted ? [{ term: 'Severity', detail: `Printed as ${detail.severityPrinted}` }] : []),
    { term: 'Labels', detail: <Labels labels={detail.labels} />, wide: true },
  ]
  return <DescriptionList items={items} />
}
