import Link from 'next/link'
import { Fragment } from 'react'
import { StatusDot } from '@/components/status/status-badge'
import { NoValue } from '@/components/ui/no-value'
import { isOutdated, missingPods } from '@/lib/services/model'
import type { ServiceList, ServiceRow } from '@/lib/services/schema'

const shownServices = 4

const missing = (row: ServiceRow) => missingPods(row) ?? 0

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

function UnknownRegions({ regions }: { regions: readonly string[] }) {
  const names = regions.join(', ')
  return (
    <span className="truncate text-unknown-text" title={`Kubernetes never answered: ${names}`}>
      not known: {names}
    </span>
  )
}

/** How many pods are missing, and whose. Says "all" only of pods that Kubernetes speaks of now. Its height never changes. */
export function PodsNotReady({ list }: { list: ServiceList }) {
  const { podsNotReady } = list.summary
  if (podsNotReady === null) return <NoValue reason="Kubernetes does not tell the pods" className="block h-16" />
  // A cluster that never answered, or that this console has no address of: its pods are in no count.
  const unknown = list.sources.filter(({ name, observedAt }) => name === 'kubernetes' && observedAt === null)
  const outdated = list.items.some((row) => isOutdated(row, 'kubernetes'))
  const short = list.items.filter((row) => missing(row) > 0).sort((a, b) => missing(b) - missing(a))
  const wanted = list.items.reduce((sum, row) => sum + (row.pods?.desired ?? 0), 0)
  const untold = list.items.filter((row) => row.hasPods && missingPods(row) === null).length
  const doubt = `${untold > 0 ? `, ${untold} ${untold === 1 ? 'service' : 'services'} not known` : ''}${outdated ? ', as last heard' : ''}`
  return (
    <div className="flex h-16 min-w-0 flex-col gap-1 overflow-hidden text-sm">
      <p className="flex items-center gap-1.5 whitespace-nowrap">
        {outdated ? <StatusDot status="stale" size="sm" label="As last heard" /> : null}
        {podsNotReady === 0 ? (
          <span>
            {untold > 0 ? '' : 'All '}
            <span className="mono">{wanted}</span> pods ready{doubt}
          </span>
        ) : (
          <span className="font-medium text-degraded-text">
            <span className="mono">{podsNotReady}</span> of <span className="mono">{wanted}</span> pods not ready
            {doubt}
          </span>
        )}
        {unknown.length > 0 ? <UnknownRegions regions={unknown.map(({ region }) => region)} /> : null}
      </p>
      <ServiceNames rows={short} />
    </div>
  )
}
