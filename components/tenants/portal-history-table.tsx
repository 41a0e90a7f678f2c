'use client'

import { useMemo } from 'react'
import { StatusBadge } from '@/components/status/status-badge'
import type { StripBucket } from '@/components/status/strip-model'
import type { DataTableColumn } from '@/components/ui/data-table/column'
import { DataTable } from '@/components/ui/data-table/data-table'
import { NoValue } from '@/components/ui/no-value'
import { NumberText } from '@/components/ui/number-text'
import { ExactTime } from '@/components/ui/relative-time'
import type { HistoryRange } from '@/lib/tenants/charts-schema'
import { type HistoryRun, toHistoryRuns } from './history-strip'

const isoOf = (ms: number) => new Date(ms).toISOString()

const runColumns: DataTableColumn<HistoryRun>[] = [
  {
    id: 'from',
    header: 'From',
    width: 200,
    priority: 1,
    value: (run) => isoOf(run.startMs),
    cell: (run) => <ExactTime at={run.startMs} className="mono" />,
  },
  {
    id: 'to',
    header: 'To',
    width: 200,
    priority: 2,
    value: (run) => isoOf(run.endMs),
    cell: (run) => <ExactTime at={run.endMs} className="mono" />,
  },
  {
    id: 'lasted',
    header: 'Lasted',
    width: 104,
    align: 'end',
    priority: 2,
    value: (run) => (run.endMs - run.startMs) / 1000,
    cell: (run) => <NumberText value={(run.endMs - run.startMs) / 1000} unit="seconds" />,
  },
  {
    id: 'status',
    header: 'Worst status',
    width: 116,
    priority: 1,
    value: (run) => run.status,
    cell: (run) => <StatusBadge status={run.status} />,
  },
  {
    id: 'codes',
    header: 'Codes',
    priority: 2,
    value: (run) => run.detail ?? null,
    cell: (run) => run.detail ?? <NoValue reason="Nothing was observed in this time" />,
  },
]

type HistoryTableProps = { range: HistoryRange; title: string; buckets: readonly StripBucket[] }

/** Stretches of time in which a portal's status stayed the same. */
export function HistoryTable({ range, title, buckets }: HistoryTableProps) {
  const runs = useMemo(() => toHistoryRuns(buckets), [buckets])
  return (
    <DataTable
      id={`portal-history-${range}`}
      label={`Portal, ${title.toLowerCase()}`}
      what="stretches of time"
      columns={runColumns}
      rows={runs}
      rowId={(run) => run.id}
      urlPrefix={`history-${range}-`}
      defaultSort={{ id: 'from', desc: true }}
      empty={null}
      csvName={`portal-history-${range}`}
    />
  )
}
