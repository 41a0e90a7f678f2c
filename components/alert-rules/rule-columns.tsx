import { SeverityBadge } from '@/components/status/severity-badge'
import { StatusBadge } from '@/components/status/status-badge'
import { Badge } from '@/components/ui/badge'
import type { DataTableColumn } from '@/components/ui/data-table/column'
import { NoValue } from '@/components/ui/no-value'
import { RelativeTime } from '@/components/ui/relative-time'
import { evaluationSecondsOf, lastEvaluationOf } from '@/lib/alert-rules/model'
import type { AlertRule, AlertRuleSummary } from '@/lib/alert-rules/schema'
import { formatDuration } from '@/lib/format/duration'
import { coverageWords, healthWords, instancesText, stateLook, waitText } from './rule-words'

const severityRank = { critical: 3, warning: 2, unknown: 1, info: 0 } as const
const stateRank = { firing: 4, pending: 3, unknown: 2, 'not-loaded': 1, inactive: 0 } as const

const notLoaded = 'Prometheus has not loaded it'

function StateCell({ row }: { row: AlertRule }) {
  if (row.health === 'err') {
    return <StatusBadge status="failing" label={healthWords.err} title={row.lastError ?? undefined} />
  }
  if (row.state === null) return <NoValue reason="A recording rule has no state" />
  const { label, status, title } = stateLook[row.state]
  return <StatusBadge status={status} label={label} title={title} />
}

function NameCell({ row }: { row: AlertRule }) {
  return (
    <span className="block min-w-0 truncate" title={row.threshold ?? row.name}>
      <span className={row.kind === 'recording' ? 'mono' : 'font-medium'}>{row.name}</span>
      {row.threshold ? <span className="text-muted"> · {row.threshold}</span> : null}
    </span>
  )
}

const service: DataTableColumn<AlertRule> = {
  id: 'service',
  header: 'Service',
  width: 104,
  priority: 2,
  value: (row) => row.service ?? row.serviceLabel,
  cell: (row) => row.service ?? row.serviceLabel ?? <NoValue reason="The rule names no service" />,
}

const region: DataTableColumn<AlertRule> = {
  id: 'region',
  header: 'Region',
  width: 110,
  priority: 3,
  hidden: true,
  value: (row) => row.region,
  cell: (row) => row.region,
}

const group: DataTableColumn<AlertRule> = {
  id: 'group',
  header: 'Group',
  width: 170,
  priority: 3,
  hidden: true,
  value: (row) => row.group,
  cell: (row) =>
    row.group ? <span className="mono block truncate text-xs">{row.group}</span> : <NoValue reason={notLoaded} />,
}

/** When and how long: from the groups, because both change with each evaluation and the rows do not. */
function evaluationColumns(groups: AlertRuleSummary['groups']): DataTableColumn<AlertRule>[] {
  return [
    {
      id: 'evaluated',
      header: 'Evaluated',
      headerTitle: 'When it was last evaluated',
      width: 100,
      align: 'end',
      priority: 2,
      value: (row) => lastEvaluationOf(row, groups),
      cell: (row) => (
        <RelativeTime at={lastEvaluationOf(row, groups)} reason={row.groupId === null ? notLoaded : 'Not yet'} />
      ),
    },
    {
      id: 'took',
      header: 'Took',
      headerTitle: 'How long its last evaluation took',
      width: 76,
      align: 'end',
      priority: 3,
      firstSort: 'desc',
      value: (row) => evaluationSecondsOf(row, groups),
      cell: (row) => {
        const seconds = evaluationSecondsOf(row, groups)
        return seconds === null ? (
          <NoValue reason={row.groupId === null ? notLoaded : 'Not evaluated yet'} />
        ) : (
          <span className="mono">{formatDuration(seconds)}</span>
        )
      },
    },
  ]
}

export function alertingColumns(groups: AlertRuleSummary['groups']): DataTableColumn<AlertRule>[] {
  return [
    {
      id: 'severity',
      header: 'Severity',
      width: 108,
      priority: 1,
      value: (row) => row.severityPrinted,
      sortValue: (row) => severityRank[row.severity],
      cell: (row) => (
        <SeverityBadge severity={row.severity === 'unknown' ? (row.severityPrinted ?? 'none') : row.severity} />
      ),
    },
    { id: 'name', header: 'Rule', priority: 1, value: (row) => row.name, cell: (row) => <NameCell row={row} /> },
    {
      id: 'state',
      header: 'State',
      width: 116,
      priority: 1,
      value: (row) => (row.health === 'err' ? 'evaluation fails' : row.state),
      sortValue: (row) => (row.health === 'err' ? 5 : row.state && stateRank[row.state]),
      firstSort: 'desc',
      cell: (row) => <StateCell row={row} />,
    },
    {
      id: 'instances',
      header: 'Alerts',
      headerTitle: 'How many alerts it has now',
      width: 92,
      priority: 3,
      value: (row) => (row.firing === null || row.pending === null ? null : row.firing + row.pending),
      firstSort: 'desc',
      cell: (row) => instancesText(row) ?? <NoValue reason={notLoaded} />,
    },
    service,
    {
      id: 'for',
      header: 'Waits',
      headerTitle: 'How long its condition must hold',
      width: 76,
      align: 'end',
      priority: 3,
      value: (row) => row.forSeconds,
      cell: (row) => (row.forSeconds === null ? <NoValue reason={notLoaded} /> : waitText(row.forSeconds)),
    },
    ...evaluationColumns(groups),
    {
      id: 'coverage',
      header: 'Coverage',
      width: 116,
      priority: 3,
      value: (row) => (row.differs ? 'changed' : row.coverage),
      cell: (row) => (
        <Badge
          tone={row.differs || row.coverage !== 'loaded' ? 'accent' : 'neutral'}
          title={row.differs ? 'Its expression is another than the one that ships.' : coverageWords[row.coverage].title}
        >
          {row.differs ? 'Changed' : coverageWords[row.coverage].label}
        </Badge>
      ),
    },
    group,
    region,
  ]
}

export function recordingColumns(groups: AlertRuleSummary['groups']): DataTableColumn<AlertRule>[] {
  return [
    { id: 'name', header: 'Records', priority: 1, value: (row) => row.name, cell: (row) => <NameCell row={row} /> },
    service,
    {
      id: 'health',
      header: 'Health',
      width: 150,
      priority: 1,
      value: (row) => row.health,
      cell: (row) => (
        <StatusBadge
          status={row.health === 'ok' ? 'ok' : row.health === 'err' ? 'failing' : 'unknown'}
          label={healthWords[row.health ?? 'unknown']}
          title={row.lastError ?? undefined}
        />
      ),
    },
    ...evaluationColumns(groups),
    { ...group, hidden: false },
    region,
  ]
}
