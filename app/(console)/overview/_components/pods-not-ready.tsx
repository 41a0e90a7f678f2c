import Link from 'next/link'
import { Fragment } from 'react'
import { StatusDot } from '@/components/status/status-badge'
import { NoValue } from '@/components/ui/no-value'
import { isOutdated } from '@/lib/services/model'
import type { ServiceList, ServiceRow } from '@/lib/services/schema'

const shownServices = 4

function missing(row: ServiceRow): number {
  return row.pods ? Math.max(0, row.pods.desired - row.pods.ready) : 0
}

function ServiceNames({ rows }: { rows: readonly ServiceRow[] }) {
  const rest = rows.length - shownServices
  return (
    <p className="line-clamp-2 text-sm">
      {rows.slice(0, shownServices).map((row, index) => (
        <Fragment key={row.id}>
          {index > 0 ? ', ' : null}
          <Link
            href={`/services/${row.serviceId}?${new URLSearchParams({ region: row.region })}#pods`}
            className="hover:underline"
          >
            {row.name}{' '}
            <span className="mono text-muted">
              {row.pods?.ready}/{row.pods?.desired}
            </span>
          </Link>
        </Fragment>
      ))}
      {rest > 0 ? (
        <Link href="/services?sort=pods" className="text-muted hover:underline">
          {' '}
          and {rest} more
        </Link>
      ) : null}
    </p>
  )
}

/** How many pods are missing, and whose. Says "all" only of pods that Kubernetes speaks of now. Its height never changes. */
export function PodsNotReady({ list }: { list: ServiceList }) {
  const { podsNotReady } = list.summary
  if (podsNotReady === null) return <NoValue reason="Kubernetes never answered" className="block h-16" />
  const outdated = list.items.some((row) => isOutdated(row, 'kubernetes'))
  const short = list.items.filter((row) => missing(row) > 0).sort((a, b) => missing(b) - missing(a))
  const wanted = list.items.reduce((sum, row) => sum + (row.pods?.desired ?? 0), 0)
  return (
    <div className="flex h-16 min-w-0 flex-col gap-1 overflow-hidden text-sm">
      <p className="flex items-center gap-1.5">
        {outdated ? <StatusDot status="stale" size="sm" label="As last heard" /> : null}
        {podsNotReady === 0 ? (
          <span>
            All <span className="mono">{wanted}</span> pods ready{outdated ? ', as last heard' : ''}
          </span>
        ) : (
          <span className="font-medium text-degraded-text">
            <span className="mono">{podsNotReady}</span> of <span className="mono">{wanted}</span> pods not ready
            {outdated ? ', as last heard' : ''}
          </span>
        )}
      </p>
      <ServiceNames rows={short} />
    </div>
  )
}
