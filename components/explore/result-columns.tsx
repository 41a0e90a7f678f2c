import type { DataTableColumn } from '@/components/ui/data-table/column'
import { NumberText } from '@/components/ui/number-text'
import { ExactTime } from '@/components/ui/relative-time'
import { labelColumns, sampleValue, seriesName } from '@/lib/explore/model'
import type { InstantRow, RangeRow, Sample } from '@/lib/explore/schema'

type Labelled = { labels: Record<string, string> }

/** More columns than these do not fit beside each other; the rest stays in the series' name. */
const maxLabelColumns = 12

function seriesColumn<Row extends Labelled>(): DataTableColumn<Row> {
  return {
    id: 'series',
    header: 'Series',
    value: ({ labels }) => seriesName(labels),
    cell: ({ labels }) => (
      <code className="mono block py-1 text-xs break-all whitespace-normal">{seriesName(labels)}</code>
    ),
    priority: 1,
  }
}

/** The series as one text, or a column for each label. */
function seriesColumns<Row extends Labelled>(rows: readonly Row[], asColumns: boolean): DataTableColumn<Row>[] {
  const names = asColumns ? labelColumns(rows.map(({ labels }) => labels)) : []
  if (names.length === 0 || names.length > maxLabelColumns) return [seriesColumn()]
  return names.map((name, at) => ({
    id: `label-${name}`,
    header: name === '__name__' ? 'Metric' : name,
    value: ({ labels }) => labels[name],
    cell: ({ labels }) => <span className="mono text-xs break-all">{labels[name] ?? ''}</span>,
    priority: at === 0 ? 1 : at < 4 ? 2 : 3,
  }))
}

function sampleColumn<Row>(
  id: string,
  header: string,
  unit: string | null,
  read: (row: Row) => Sample | null,
): DataTableColumn<Row> {
  const number = (row: Row) => {
    const sample = read(row)
    return sample === null ? null : sampleValue(sample)
  }
  return {
    id,
    header,
    value: number,
    // As Prometheus writes it, with every digit.
    csv: read,
    cell: (row) => <NumberText value={number(row)} unit={unit} />,
    align: 'end',
    width: 150,
    priority: 1,
    firstSort: 'desc',
  }
}

type Look = { unit: string | null; asColumns: boolean }

export function instantColumns(rows: readonly InstantRow[], { unit, asColumns }: Look): DataTableColumn<InstantRow>[] {
  const isPrinted = rows.some(({ samples }) => samples !== null)
  const printed: DataTableColumn<InstantRow>[] = [
    { id: 'samples', header: 'Samples', value: (row) => row.samples, align: 'end', width: 100, priority: 2 },
    {
      id: 'time',
      header: 'Last sample at',
      value: (row) => new Date(row.timeSeconds * 1000).toISOString(),
      cell: (row) => <ExactTime at={row.timeSeconds * 1000} className="mono text-xs" />,
      width: 210,
      priority: 2,
    },
  ]
  return [
    ...seriesColumns(rows, asColumns),
    sampleColumn(isPrinted ? 'last' : 'value', isPrinted ? 'Last value' : 'Value', unit, (row) => row.value),
    ...(isPrinted ? printed : []),
  ]
}

export function rangeColumns(rows: readonly RangeRow[], { unit, asColumns }: Look): DataTableColumn<RangeRow>[] {
  const isOdd = rows.some(({ notFinite }) => notFinite > 0)
  const odd: DataTableColumn<RangeRow> = {
    id: 'not-finite',
    header: 'NaN or ±Inf',
    headerTitle: 'Points that are not a finite number; the graph leaves them out',
    value: (row) => row.notFinite,
    align: 'end',
    width: 110,
    priority: 3,
  }
  return [
    ...seriesColumns(rows, asColumns),
    sampleColumn('last', 'Last', unit, (row) => row.last),
    { ...sampleColumn<RangeRow>('min', 'Lowest', unit, (row) => row.min), priority: 2 },
    { ...sampleColumn<RangeRow>('mean', 'Mean', unit, (row) => row.mean), priority: 2 },
    { ...sampleColumn<RangeRow>('max', 'Highest', unit, (row) => row.max), priority: 2 },
    ...(isOdd ? [odd] : []),
  ]
}
