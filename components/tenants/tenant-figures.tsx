'use client'

import Link from 'next/link'
import { Fragment } from 'react'
import { Sparkline } from '@/components/charts/sparkline'
import { TimeRangePicker } from '@/components/charts/time-range-picker'
import { useTimeRange } from '@/components/charts/use-time-range'
import { QueryState } from '@/components/query-state/query-state'
import { useServedQuery } from '@/components/query-state/use-served-query'
import { SourceNote } from '@/components/status/source-note'
import { StatusBadge } from '@/components/status/status-badge'
import { LinkButton } from '@/components/ui/button'
import { EmptyState } from '@/components/ui/empty-state'
import { NumberText } from '@/components/ui/number-text'
import { Panel } from '@/components/ui/panel'
import { ExactTime, RelativeTime } from '@/components/ui/relative-time'
import type { TenantFigure, TenantFigures, TenantGauge } from '@/lib/tenants/charts-schema'
import { tenantFiguresQuery } from '@/lib/tenants/queries'
import { type FigureGroup, gaugeText, groupFigures, kindText } from './figure-groups'

/** A metric's name, which may break after its underscores. */
function MetricName({ name }: { name: string }) {
  return (
    <span className="mono break-words">
      {[...name.matchAll(/[^_]*_|[^_]+$/g)].map((part) => (
        <Fragment key={part.index}>
          {part[0]}
          <wbr />
        </Fragment>
      ))}
    </span>
  )
}

function Figure({ figure }: { figure: TenantFigure }) {
  return (
    <tr className="border-t align-top">
      <th scope="row" className="py-1.5 pr-4 text-left font-normal">
        <MetricName name={figure.metric} />
        <span className="block text-xs text-muted">
          {figure.description} <span className="text-faint">({kindText(figure)})</span>
        </span>
      </th>
      <td className="py-1.5 pr-4 text-right">
        <NumberText
          value={figure.value}
          unit={figure.unit}
          reason="No sample at the end of this range: nothing was measured, or nothing happened to measure"
        />
      </td>
      <td className="w-24 py-1.5 max-sm:hidden">
        <Sparkline
          label={`${figure.metric} over the range`}
          unit={figure.unit}
          points={figure.points.map(([, value]) => value)}
        />
      </td>
    </tr>
  )
}

function Gauge({ gauge }: { gauge: TenantGauge }) {
  return (
    <tr className="border-t align-top">
      <th scope="row" className="py-1.5 pr-4 text-left font-normal">
        <MetricName name={gauge.metric} />
        <span className="block text-xs text-muted">{gauge.description}</span>
      </th>
      <td colSpan={2} className="py-1.5 text-right">
        <StatusBadge status={gauge.status} />
        <span className="block text-xs text-muted">{gaugeText(gauge)}</span>
      </td>
    </tr>
  )
}

function Group({ group }: { group: FigureGroup }) {
  return (
    <section className="min-w-0 break-inside-avoid">
      <h3 className="pb-1 text-sm font-semibold">
        <Link href={`/services/${group.serviceId}`} className="hover:underline">
          {group.name}
        </Link>
      </h3>
      <table className="w-full text-sm">
        <caption className="sr-only">Figures of {group.name} for this tenant</caption>
        <thead className="sr-only">
          <tr>
            <th scope="col">Metric</th>
            <th scope="col">Value at the end of the range</th>
            <th scope="col">Over the range</th>
          </tr>
        </thead>
        <tbody>
          {group.gauges.map((gauge) => (
            <Gauge key={gauge.id} gauge={gauge} />
          ))}
          {group.figures.map((figure) => (
            <Figure key={figure.id} figure={figure} />
          ))}
        </tbody>
      </table>
    </section>
  )
}

/** Whose word the figures are and how old it is; loud when it could not be asked. */
function Source({ data }: { data: TenantFigures }) {
  const trouble = data.sources.filter((source) => source.status !== 'ok')
  return (
    <div className="mb-3 flex flex-wrap items-center gap-x-4 gap-y-1 text-xs text-muted">
      {trouble.length > 0 ? (
        trouble.map((source) => <SourceNote key={`${source.region}/${source.name}`} source={source} />)
      ) : (
        <span>
          From Prometheus, range up to <ExactTime at={data.endSeconds * 1000} className="mono" />, read{' '}
          <RelativeTime at={data.observedAt} />
        </span>
      )}
    </div>
  )
}

function Groups({ data }: { data: TenantFigures }) {
  const groups = groupFigures(data)
  const answered = data.sources.every((source) => source.status === 'ok')
  return (
    <>
      <Source data={data} />
      {groups.length > 0 ? (
        <div className="gap-8 space-y-6 xl:columns-2">
          {groups.map((group) => (
            <Group key={group.serviceId} group={group} />
          ))}
        </div>
      ) : (
        <EmptyState
          compact
          title={answered ? 'No service reports a figure of this tenant' : 'Its figures are not known now'}
          text={
            answered
              ? 'None of the metrics that carry a tenant label has a sample of it in this range.'
              : 'They come from the Prometheus of its region, which did not answer; it is asked again by itself.'
          }
          action={
            <LinkButton href={answered ? '/services' : '/sources'}>
              {answered ? 'See the services' : 'See the sources'}
            </LinkButton>
          }
        />
      )}
    </>
  )
}

/** What the services that label their metrics by tenant measure for this one. */
export function TenantFiguresPanel({ tenantId }: { tenantId: string }) {
  const time = useTimeRange()
  const query = useServedQuery(tenantFiguresQuery(tenantId, time.range))
  return (
    <Panel title="Figures by service" actions={<TimeRangePicker state={time} />}>
      <QueryState query={query} what="figures">
        {(data) => <Groups data={data} />}
      </QueryState>
    </Panel>
  )
}
