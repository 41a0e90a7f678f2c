import Link from 'next/link'
import { StatusDot } from '@/components/status/status-badge'
import { NoValue } from '@/components/ui/no-value'
import { isOutdated } from '@/lib/services/model'
import type { ServiceList, ServiceRow } from '@/lib/services/schema'

const shownServices = 4

function missing(row: ServiceRow): number {
  return row.pods ? Math.max(0, row.pods.desired - row.pods.ready) : 0
}

/** How many pods are missing, and whose. Says "all" only of pods that Kubernetes speaks of now. */
export function PodsNotReady({ list }: { list: ServiceList }) {
  const { podsNotReady } = list.summary
  if (podsNotReady === null) return <NoValue reason="Kubernetes never answered" />
  const outdated = list.items.some((row) => isOutdated(row, 'kubernetes'))
  const short = list.items.filter((row) => missing(row) > 0).sort((a, b) => missing(b) - missing(a))
  const wanted = list.items.reduce((sum, row) => sum + (row.pods?.desired ?? 0), 0)
  return (
    <div className="flex min-w-0 flex-col gap-1 text-sm">
      <p className="flex items-center gap-1.5">
        {outdated ? <StatusDot status="stale" size="sm" label="As last heard" /> : null}
        {podsNotReady === 0 ? (
          <span>
            All <span className="mono">{wanted}</span> pods ready{outdated ? ', as last heard' : ''}
          </span>
        ) : (
          <span className="font-medium text-degraded-text">
            <span className="mono">{podsNotReady}</span> of <span className="mono">{wanted}</span> pods not ready
          </span>
        )}
      </p>
      {short.slice(0, shownServices).map((row) => (
        <Link
          key={row.id}
          href={`/services/${row.serviceId}?${new URLSearchParams({ region: row.region })}#pods`}
          className="flex min-w-0 justify-between gap-2 hover:underline"
        >
          <span className="truncate">{row.name}</span>
          <span className="mono shrink-0 text-muted">
            {row.pods?.ready}/{row.pods?.desired}
          </span>
        </Link>
      ))}
      {short.length > shownServices ? (
        <Link href="/services?sort=pods" className="text-muted hover:underline">
          and {short.length - shownServices} more services
        </Link>
      ) : null}
    </div>
  )
}
