'use client'

import { DataAsOf } from '@/components/query-state/data-as-of'
import { QueryState } from '@/components/query-state/query-state'
import { useServedQuery } from '@/components/query-state/use-served-query'
import { BrowserConnection } from '@/components/sources/browser-connection'
import { SourceRow } from '@/components/sources/source-row'
import { answersLine, groupByRegion, overallStatus, type SourceGroup } from '@/components/sources/source-words'
import { StatusBadge } from '@/components/status/status-badge'
import { PageHeader } from '@/components/ui/page-header'
import { Panel } from '@/components/ui/panel'
import { SkeletonBlock } from '@/components/ui/skeleton'
import { useLive } from '@/lib/live/use-live'
import { sourcesQuery } from '@/lib/sources/queries'

function Region({ group }: { group: SourceGroup }) {
  const isConsole = group.region === 'console'
  const note = isConsole ? 'its own database' : group.region === group.regionName ? 'region' : `region ${group.region}`
  return (
    <Panel title={group.regionName} note={note} padded={false}>
      <ul>
        {group.rows.map((source) => (
          <SourceRow key={source.id} source={source} />
        ))}
      </ul>
    </Panel>
  )
}

export function SourcesView() {
  useLive(['sources'])
  const query = useServedQuery(sourcesQuery())
  const { data } = query
  return (
    <>
      <PageHeader
        title="Sources"
        description="Where the console’s knowledge comes from, and whether it still does."
        status={
          data ? <StatusBadge status={overallStatus(data.items)} label={answersLine(data.summary)} size="md" /> : null
        }
        dataAsOf={<DataAsOf observedAt={data?.observedAt ?? null} />}
      />
      <QueryState query={query} what="sources" loading={<SkeletonBlock label="Asking the sources" className="h-96" />}>
        {(list) => (
          <div className="flex flex-col gap-4">
            {groupByRegion(list.items).map((group) => (
              <Region key={group.region} group={group} />
            ))}
            <BrowserConnection />
          </div>
        )}
      </QueryState>
    </>
  )
}
