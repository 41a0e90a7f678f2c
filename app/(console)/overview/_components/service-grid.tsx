import Link from 'next/link'
import { Sparkline } from '@/components/charts/sparkline'
import { PodCount } from '@/components/services/pod-count'
import { SinceText } from '@/components/services/since-text'
import { StatusDot } from '@/components/status/status-badge'
import { statusLook } from '@/components/status/status-look'
import { classNames } from '@/components/ui/class-names'
import { formatValue } from '@/lib/format/value'
import { isOutdated, rowSince, troubles } from '@/lib/services/model'
import type { KeyFigureReading, ServiceRow } from '@/lib/services/schema'

/** What a service that is fine is busy with. */
function Figure({ figure }: { figure: KeyFigureReading }) {
  const { label, value, unit, sparkline } = figure
  return (
    <>
      <span className="min-w-0 flex-1 truncate text-faint">{value === null ? label : formatValue(value, unit)}</span>
      {sparkline.length > 0 ? (
        <Sparkline label={`${label}, last hour`} points={sparkline.map(([, point]) => point)} unit={unit} height={14} />
      ) : null}
    </>
  )
}

function ServiceCell({ row, withRegion }: { row: ServiceRow; withRegion: boolean }) {
  const found = troubles(row)
  const told = found[0] ?? row.reasons[0]
  const begun = rowSince(row)
  const isOk = row.status === 'ok'
  return (
    <Link
      href={`/services/${row.serviceId}?${new URLSearchParams({ region: row.region })}`}
      title={row.reasons.map((reason) => reason.text).join('\n')}
      data-service={row.serviceId}
      data-status={row.status}
      className={classNames(
        'flex h-13 min-w-0 flex-col justify-center gap-0.5 rounded-inner px-2 hover:bg-sunken',
        !isOk && statusLook[row.status].tint,
      )}
    >
      <span className="flex min-w-0 items-center gap-1.5 text-sm">
        <StatusDot status={row.status} size="sm" />
        <span className="min-w-0 flex-1 truncate font-medium">
          {row.name}
          {withRegion ? <span className="font-normal text-muted"> {row.region}</span> : null}
        </span>
        {row.hasPods ? (
          <PodCount pods={row.pods} hasPods={row.hasPods} outdated={isOutdated(row, 'kubernetes')} />
        ) : null}
      </span>
      <span className="flex h-4 min-w-0 items-center gap-2 pl-5 text-xs">
        {isOk && row.keyFigure ? <Figure figure={row.keyFigure} /> : null}
        {isOk && row.keyFigure ? null : (
          <span
            key={`${told?.text} ${found.length}`}
            className={classNames('min-w-0 flex-1 truncate', isOk ? 'text-faint' : statusLook[row.status].text)}
          >
            {told?.text}
            {found.length > 1 ? ` and ${found.length - 1} more` : ''}
          </span>
        )}
        {isOk || !begun.since ? null : <SinceText {...begun} className="shrink-0 text-muted" />}
      </span>
    </Link>
  )
}

/** All services at a glance, each in the place where people know it: trouble changes a cell, never the order. */
export function ServiceGrid({ rows }: { rows: readonly ServiceRow[] }) {
  const withRegion = new Set(rows.map((row) => row.region)).size > 1
  return (
    <div className="grid gap-1 p-2 sm:grid-cols-2 xl:grid-cols-3">
      {rows.map((row) => (
        <ServiceCell key={row.id} row={row} withRegion={withRegion} />
      ))}
    </div>
  )
}
