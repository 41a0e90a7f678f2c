import { SquareArrowOutUpRight } from 'lucide-react'
import Link from 'next/link'
import { StatusBadge } from '@/components/status/status-badge'
import type { DataTableColumn } from '@/components/ui/data-table/column'
import { NoValue } from '@/components/ui/no-value'
import { exploreHref } from '@/lib/explore/href'
import { formatNumber } from '@/lib/format/number'
import type { MetricRow } from '@/lib/services/schema'
import { MetricDetails } from './metric-details'
import { absenceWords, figureExplained, figureOrder, figureText } from './metric-words'

function FigureCell({ row }: { row: MetricRow }) {
  const { figure, missing } = row
  if (missing) return <StatusBadge status="no-data" label={absenceWords[missing.kind]} title={missing.note} />
  if (figure === null || figure.kind === 'none') return <NoValue reason={figure?.reason} />
  const text = figureText(figure, row.figureUnit)
  const title = `${text}. ${figureExplained(figure, row.figureUnit)}`
  if (figure.kind === 'state') return <StatusBadge status={figure.status} label={text} title={title} />
  return (
    <span className="mono block truncate" title={title}>
      {text}
    </span>
  )
}

function typeText({ type, prometheusType }: MetricRow): string {
  return prometheusType === null || prometheusType === type ? type : `${type} (Prometheus: ${prometheusType})`
}

const plainColumns: DataTableColumn<MetricRow>[] = [
  {
    id: 'name',
    header: 'Metric',
    priority: 1,
    hideable: false,
    value: (row) => row.name,
    cell: (row) => (
      <span className="mono block truncate text-xs" title={row.name}>
        {row.name}
      </span>
    ),
  },
  {
    id: 'now',
    header: 'Now',
    headerTitle: 'Rates per second, sums over pods, 95th percentiles, or the worst state',
    width: 184,
    priority: 1,
    firstSort: 'desc',
    value: (row) =>
      row.figure ? figureText(row.figure, row.figureUnit) : row.missing && absenceWords[row.missing.kind],
    sortValue: figureOrder,
    cell: (row) => <FigureCell row={row} />,
  },
  {
    id: 'description',
    header: 'What it is',
    priority: 2,
    sortable: false,
    value: (row) => row.description,
    cell: (row) => (
      <span className="block min-w-0 truncate text-muted" title={[row.description, ...row.notes].join('\n')}>
        {row.description}
      </span>
    ),
  },
  {
    id: 'indicator',
    header: 'Indicator',
    width: 104,
    priority: 3,
    value: (row) => row.indicator,
    cell: (row) => row.indicator ?? <NoValue reason="The guide files it nowhere" />,
  },
  {
    id: 'type',
    header: 'Type',
    width: 96,
    priority: 3,
    value: typeText,
    cell: (row) => (
      <span className="block truncate" title={typeText(row)}>
        {row.type}
        {typeText(row) === row.type ? null : <span className="text-degraded-text"> ≠</span>}
      </span>
    ),
  },
  {
    id: 'unit',
    header: 'Unit',
    headerTitle: 'Of the metric; what is shown as a rate is per second',
    width: 104,
    priority: 3,
    value: (row) => row.unit,
    cell: (row) => row.unit ?? <NoValue reason="The guide gives no unit" />,
  },
  {
    id: 'labels',
    header: 'Labels',
    width: 180,
    priority: 3,
    hidden: true,
    sortable: false,
    value: (row) => row.labels.join(', ') || null,
    cell: (row) =>
      row.labels.length > 0 ? (
        <span className="mono block truncate text-xs" title={row.labels.join(', ')}>
          {row.labels.join(', ')}
        </span>
      ) : (
        <NoValue reason="The guide lists no label" />
      ),
  },
  {
    id: 'series',
    header: 'Series',
    width: 84,
    align: 'end',
    priority: 3,
    firstSort: 'desc',
    value: (row) => row.seriesCount,
    cell: (row) => <span className="mono">{formatNumber(row.seriesCount)}</span>,
  },
]

function moreColumn(region: string): DataTableColumn<MetricRow> {
  return {
    id: 'more',
    header: 'More',
    width: 84,
    align: 'end',
    priority: 2,
    sortable: false,
    value: () => null,
    csv: (row) => [row.missing?.note, ...row.notes].filter(Boolean).join(' '),
    cell: (row) => (
      <span className="inline-flex items-center">
        <MetricDetails row={row} region={region} />
        <Link
          prefetch={false}
          href={exploreHref({ query: row.query, region })}
          aria-label={`Explore ${row.name}`}
          data-tip={`Explore ${row.name}`}
          className="inline-flex size-7 items-center justify-center rounded-inner text-muted hover:bg-sunken hover:text-ink"
        >
          <SquareArrowOutUpRight aria-hidden className="size-3.5" />
        </Link>
      </span>
    ),
  }
}

/** Columns of the documented metrics of a service. */
export function metricColumns(region: string): DataTableColumn<MetricRow>[] {
  return [...plainColumns, moreColumn(region)]
}
