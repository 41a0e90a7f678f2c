'use client'

import { SourceNote } from '@/components/status/source-note'
import { Notice } from '@/components/ui/notice'
import { RelativeTime } from '@/components/ui/relative-time'
import type { SourceState } from '@/lib/sources/schema'
import { databaseLapse } from './tenant-sources'

/** The database is away, which makes names and addresses old and nothing else: statuses come from Prometheus. */
export function DatabaseLapse({ sources }: { sources: readonly SourceState[] }) {
  const lapse = databaseLapse(sources)
  if (lapse === null) return null
  return (
    <Notice tone="stale" title="Names and addresses are as last known" className="mb-3">
      <SourceNote source={lapse} />
      <p>
        The list of tenants is that of <RelativeTime at={lapse.observedAt} className="font-medium text-ink" />, and
        changes cannot be saved now. Statuses come from Prometheus and go on.
      </p>
    </Notice>
  )
}
