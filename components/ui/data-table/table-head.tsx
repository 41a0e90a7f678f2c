import { ArrowDown, ArrowUp } from 'lucide-react'
import { classNames } from '@/components/ui/class-names'
import { headClass } from './cell-class'
import type { DataTableColumn, TableSort } from './column'

type TableHeadProps<Row> = {
  columns: readonly DataTableColumn<Row>[]
  sort: TableSort | null
  onSort: (column: DataTableColumn<Row>) => void
}

type SortButtonProps<Row> = { column: DataTableColumn<Row>; direction: 'asc' | 'desc' | null; onSort: () => void }

function SortButton<Row>({ column, direction, onSort }: SortButtonProps<Row>) {
  const Arrow = direction === 'desc' ? ArrowDown : ArrowUp
  return (
    <button
      type="button"
      title={column.headerTitle}
      onClick={onSort}
      className={classNames(
        'group inline-flex h-7 max-w-full items-center gap-1 hover:text-ink focus-visible:outline-offset-0',
        column.align === 'end' && 'flex-row-reverse',
        direction && 'text-ink',
      )}
    >
      <span className="truncate">{column.header}</span>
      <Arrow
        aria-hidden
        className={classNames('size-3.5 shrink-0', !direction && 'opacity-0 group-hover:opacity-60')}
      />
    </button>
  )
}

/** Sticky header; each sortable one is a button, and the sort is told to screen readers. */
export function TableHead<Row>({ columns, sort, onSort }: TableHeadProps<Row>) {
  return (
    <thead className="@max-[640px]/table:sr-only">
      <tr>
        {columns.map((column) => {
          const direction = sort?.id === column.id ? (sort.desc ? 'desc' : 'asc') : null
          return (
            <th
              key={column.id}
              scope="col"
              style={column.width ? { width: column.width } : undefined}
              aria-sort={direction === null ? undefined : direction === 'asc' ? 'ascending' : 'descending'}
              className={headClass(column)}
            >
              {column.headCell ? (
                column.headCell()
              ) : column.sortable === false ? (
                <span title={column.headerTitle}>{column.header}</span>
              ) : (
                <SortButton column={column} direction={direction} onSort={() => onSort(column)} />
              )}
            </th>
          )
        })}
      </tr>
    </thead>
  )
}
