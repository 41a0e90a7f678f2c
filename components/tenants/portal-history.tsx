'use client'

import dynamic from 'next/dynamic'
import { useMemo, useState } from 'react'
import { QueryState } from '@/components/query-state/query-state'
import { useServedQuery } from '@/components/query-state/use-served-query'
import { StatusStrip } from '@/components/status/status-strip'
import { Button } from '@/components/ui/button'
import { Panel } from '@/components/ui/panel'
import { SkeletonBlock } from '@/components/ui/skeleton'
import type { HistoryRange, PortalHistory } from '@/lib/tenants/charts-schema'
import { portalHistoryQuery } from '@/lib/tenants/queries'
import { summarizeHistory, toStripBuckets } from './history-strip'

const titles: Readonly<Record<HistoryRange, string>> = { '24h': 'Last 24 hours', '7d': 'Last 7 days' }

// Asked for by few, so it is no part of the first load.
const HistoryTable = dynamic(() => import('./portal-history-table').then((module) => module.HistoryTable), {
  ssr: false,
  loading: () => <SkeletonBlock label="Reading the table" className="h-40" />,
})

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
      {asTable ? <HistoryTable range={range} title={titles[range]} buckets={drawn.buckets} /> : null}
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
