'use client'

import { useMemo, useState } from 'react'
import { QueryState } from '@/components/query-state/query-state'
import { useServedQuery } from '@/components/query-state/use-served-query'
import { StatusBadge } from '@/components/status/status-badge'
import { StatusStrip } from '@/components/status/status-strip'
import type { StripBucket } from '@/components/status/strip-model'
import { Button } from '@/components/ui/button'
import type { DataTableColumn } from '@/components/ui/data-table/column'
import { DataTable } from '@/components/ui/data-table/data-table'
import { NoValue } from '@/components/ui/no-value'
import { NumberText } from '@/components/ui/number-text'
import { Panel } from '@/components/ui/panel'
import { ExactTime } from '@/components/ui/relative-time'
import { SkeletonBlock } from '@/components/ui/skeleton'
import type { HistoryRange, PortalHistory } from '@/lib/tenants/charts-schema'
import { portalHistoryQuery } from '@/lib/tenants/queries'
import { type HistoryRun, summarizeHistory, toHistoryRuns, toStripBuckets } from './history-strip'

const titles: Readonly<Record<HistoryRange, string>> = { '24h': 'Last 24 hours', '7d': 'Last 7 days' }

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

function HistoryTable({ range, buckets }: { range: HistoryRange; buckets: readonly StripBucket[] }) {
  const runs = useMemo(() => toHistoryRuns(buckets), [buckets])
  return (
    <DataTable
      id={`portal-history-${range}`}
      label={`Portal, ${titles[range].toLowerCase()}`}
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

type StripProps = { tenantId: string; name: string; range: HistoryRange; history: PortalHistory; asTable: boolean }

function Strip({ tenantId, name, range, history, asTable }: StripProps) {
  const drawn = useMemo(() => {
    const own = history.items.find((item) => item.id === tenantId)?.buckets
    return own ? { buckets: toStripBuckets(history, own), summary: summarizeHistory(history, own) } : null
  }, [history, tenantId])
  if (drawn === null) {
    return (
      <p className="text-sm text-muted">
        The Prometheus of its region could not be asked, so the past is not known now.
      </p>
    )
  }
  return (
    <>
      <StatusStrip label={`Portal of ${name}, ${titles[range].toLowerCase()}`} {...drawn} />
      {asTable ? <HistoryTable range={range} buckets={drawn.buckets} /> : null}
    </>
  )
}

function Range({ tenantId, name, range }: { tenantId: string; name: string; range: HistoryRange }) {
  const query = useServedQuery(portalHistoryQuery([tenantId], range))
  const [asTable, setAsTable] = useState(false)
  return (
    <section aria-label={titles[range]} className="flex flex-col gap-2">
      <div className="flex items-center justify-between gap-2">
        <h3 className="text-sm font-medium">{titles[range]}</h3>
        <Button size="sm" variant="quiet" aria-pressed={asTable} onClick={() => setAsTable(!asTable)}>
          {asTable ? 'Hide the table' : 'Show as a table'}
        </Button>
      </div>
      <QueryState
        query={query}
        what="times of the portal"
        loading={<SkeletonBlock label={`Reading the ${titles[range].toLowerCase()}`} className="h-13" />}
      >
        {(history) => <Strip tenantId={tenantId} name={name} range={range} history={history} asTable={asTable} />}
      </QueryState>
    </section>
  )
}

/** How the portal did: the exact codes by pointer, by keyboard and as a table. */
export function PortalHistoryPanel({ tenantId, name }: { tenantId: string; name: string }) {
  return (
    <Panel title="Portal history" note="walk a strip with the arrow keys">
      <div className="flex flex-col gap-4">
        <Range tenantId={tenantId} name={name} range="24h" />
        <Range tenantId={tenantId} name={name} range="7d" />
      </div>
    </Panel>
  )
}
