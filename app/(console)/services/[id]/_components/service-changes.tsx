'use client'

import { ChangeRows } from '@/components/changes/change-rows'
import { QueryState } from '@/components/query-state/query-state'
import { useServedQuery } from '@/components/query-state/use-served-query'
import { Panel } from '@/components/ui/panel'
import { SkeletonBlock } from '@/components/ui/skeleton'
import type { ServiceId } from '@/lib/catalogue/schema'
import { changesQuery } from '@/lib/changes/queries'

const slots = 5

/** What happened to this service last: the first thing to ask when it has just become worse. */
export function ServiceChanges({ serviceId, region }: { serviceId: ServiceId; region: string }) {
  const query = useServedQuery(changesQuery())
  return (
    <Panel title="Last changes" padded={false} className="flex-1">
      <QueryState query={query} what="changes" loading={<SkeletonBlock label="Reading the changes" className="h-40" />}>
        {(list) => {
          const changes = list.items.filter((change) => change.serviceId === serviceId && change.region === region)
          return changes.length > 0 ? (
            <ChangeRows changes={changes} slots={slots} />
          ) : (
            <p className="h-40 px-4 py-3 text-sm text-muted">
              None among the last {list.items.length} of the platform.
            </p>
          )
        }}
      </QueryState>
    </Panel>
  )
}
