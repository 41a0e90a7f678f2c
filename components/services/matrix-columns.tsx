import { GitCompareArrows } from 'lucide-react'
import { StatusBadge } from '@/components/status/status-badge'
import type { DataTableColumn } from '@/components/ui/data-table/column'
import { NoValue } from '@/components/ui/no-value'
import { RelativeTime } from '@/components/ui/relative-time'
import { statusRank } from '@/lib/catalogue/model'
import type { GaugeColumn, PodMatrixRow } from '@/lib/services/schema'
import { GaugeCell } from './gauge-cell'

const unknownToKubernetes = 'Kubernetes does not know this pod'

const nameColumn: DataTableColumn<PodMatrixRow> = {
  id: 'pod',
  header: 'Pod',
  priority: 1,
  hideable: false,
  value: (row) => row.name,
  cell: (row) => (
    <span className="mono block truncate" title={`${row.namespace}/${row.name}`}>
      {row.name}
    </span>
  ),
}

const stateColumn: DataTableColumn<PodMatrixRow> = {
  id: 'state',
  header: 'State',
  width: 132,
  priority: 1,
  value: (row) => row.state.word,
  sortValue: (row) => statusRank(row.state.status),
  cell: (row) => (
    <StatusBadge status={row.state.status} label={row.state.word} title={row.pod?.message ?? row.state.word} />
  ),
}

function restartsTitle({ pod }: PodMatrixRow): string | undefined {
  const ended = pod?.lastTermination
  if (!ended) return undefined
  const code = ended.exitCode === null ? '' : `, exit code ${ended.exitCode}`
  return `Container ${ended.container} ended last: ${ended.reason ?? 'no reason given'}${code}, at ${ended.at}`
}

const clusterColumns: DataTableColumn<PodMatrixRow>[] = [
  {
    id: 'ready',
    header: 'Ready',
    headerTitle: 'Containers ready of all',
    width: 66,
    align: 'end',
    priority: 2,
    sortable: false,
    value: (row) => (row.pod ? `${row.pod.readyContainers}/${row.pod.totalContainers}` : null),
    cell: (row) =>
      row.pod ? (
        <span className="mono">
          {row.pod.readyContainers}/{row.pod.totalContainers}
        </span>
      ) : (
        <NoValue reason={unknownToKubernetes} />
      ),
  },
  {
    id: 'restarts',
    header: 'Restarts',
    width: 92,
    align: 'end',
    priority: 2,
    firstSort: 'desc',
    value: (row) => row.pod?.restarts,
    cell: (row) =>
      row.pod ? (
        <span className="mono" title={restartsTitle(row)}>
          {row.pod.restarts}
        </span>
      ) : (
        <NoValue reason={unknownToKubernetes} />
      ),
  },
  {
    id: 'created',
    header: 'Created',
    width: 96,
    align: 'end',
    priority: 2,
    value: (row) => row.pod?.createdAt,
    cell: (row) => <RelativeTime at={row.pod?.createdAt} reason={unknownToKubernetes} />,
  },
]

/** The version a pod runs; one that is unlike the others', or unlike its own image, is marked. */
function VersionCell({ row }: { row: PodMatrixRow }) {
  if (!row.version) return <NoValue reason="Neither pod nor image tells it" />
  if (!row.versionNote) return <span className="mono">{row.version}</span>
  return (
    <span title={row.versionNote} className="mono inline-flex items-center gap-1 text-degraded-text">
      <GitCompareArrows aria-hidden className="size-3.5 shrink-0" />
      {row.version}
      <span className="sr-only">: {row.versionNote}</span>
    </span>
  )
}

const placeColumns: DataTableColumn<PodMatrixRow>[] = [
  {
    id: 'version',
    header: 'Version',
    width: 120,
    priority: 3,
    value: (row) => row.version,
    csv: (row) => (row.versionNote ? `${row.version} (${row.versionNote})` : row.version),
    cell: (row) => <VersionCell row={row} />,
  },
  {
    id: 'node',
    header: 'Node',
    width: 110,
    priority: 3,
    value: (row) => row.pod?.node,
    cell: (row) =>
      row.pod?.node ? (
        <span className="mono block truncate" title={row.pod.node}>
          {row.pod.node}
        </span>
      ) : (
        <NoValue reason="Not on a node" />
      ),
  },
]

/** Heads for columns that hold one icon and one digit; the whole name is on hover. */
const shortLabels: Readonly<Record<string, string>> = {
  'Health level': 'Health',
  'Redis streams': 'Streams',
  'Config node': 'Config',
  'Kafka consumer': 'Kafka in',
  'Kafka producer': 'Kafka out',
  'Interaction Server': 'IXN',
  Softswitch: 'Switch',
  'Dial Plan': 'Dial',
  'SIP Proxy': 'Proxy',
  'SIP Cluster': 'SIP',
  'Call State': 'Calls',
  PostgreSQL: 'SQL',
}

function gaugeColumn({ metric, label }: GaugeColumn): DataTableColumn<PodMatrixRow> {
  const header = shortLabels[label] ?? label
  const cellOf = (row: PodMatrixRow) => row.cells.find((cell) => cell.metric === metric)
  return {
    id: metric,
    header,
    headerTitle: `${label} (${metric})`,
    width: Math.max(62, 26 + 7 * header.length),
    priority: 2,
    // A sort button would need as much room again as the name; the rows come worst first.
    sortable: false,
    value: (row) => cellOf(row)?.word,
    sortValue: (row) => statusRank(cellOf(row)?.status ?? 'no-data'),
    csv: (row) => cellOf(row)?.raw,
    cell: (row) => <GaugeCell cell={cellOf(row)} />,
  }
}

/** Gauges that fit beside the pod's own columns on a laptop's screen; with more, version and node wait in the table's menu. */
const roomyGauges = 4

/** Pods against their gauges: what Kubernetes says of a pod on the left, what the pod says of itself on the right. */
export function matrixColumns(gauges: readonly GaugeColumn[], isSkewed: boolean): DataTableColumn<PodMatrixRow>[] {
  const crowded = gauges.length > roomyGauges
  return [
    nameColumn,
    { ...stateColumn, width: crowded ? 132 : 168 },
    ...clusterColumns,
    ...gauges.map(gaugeColumn),
    // A version that differs must be seen, whatever the room.
    ...placeColumns.map((column) => ({ ...column, hidden: crowded && !(isSkewed && column.id === 'version') })),
  ]
}
