'use client'

import { type KeyboardEvent, type ReactNode, useEffect, useRef } from 'react'
import { BusyLine } from '@/components/ui/busy-line'
import { ScrollArea } from '@/components/ui/scroll-area'
import type { TableSort } from './column'
import { PagedBody } from './paged-body'
import type { PagedBodyProps } from './paged-row'
import { nextSort } from './sort-rows'
import { SortSelect } from './sort-select'
import { TableHead } from './table-head'
import { TableMenu } from './table-menu'
import { useTablePreferences } from './table-preferences'
import { TableSkeleton } from './table-skeleton'
import { useDataTable } from './use-data-table'

type PagedTableProps<Row extends object> = Omit<PagedBodyProps<Row>, 'comfortable' | 'scroller'> & {
  /** Key of this table's preferences. */
  id: string
  /** Name for screen readers. */
  label: string
  sort: TableSort | null
  onSortChange: (sort: TableSort | null) => void
  /** How many match in all; null while that is counted. */
  total: number | null
  /** What the rows answer, as text: with another question the list begins at its top. */
  question: string
  /** Its rows are those of the question before. */
  busy: boolean
  /** Nothing is known yet. */
  loading: boolean
  filters: ReactNode
  /** Between the filters and the rows, such as what is chosen. */
  notices?: ReactNode
  empty: ReactNode
  footer: ReactNode
  onExport: () => void
  /** A key pressed on the row that has the focus. */
  onRowKey?: (row: Row, event: KeyboardEvent) => void
}

const none: readonly never[] = []

/** A list of any length that the server sorts, read page by page as it is scrolled. See `DataTable` for lists that are held whole. */
export function PagedTable<Row extends object>(props: PagedTableProps<Row>) {
  const { id, label, columns, sort, onSortChange, total, question, loading } = props
  const scroller = useRef<HTMLElement>(null)
  const [preferences, setPreferences] = useTablePreferences(id)
  const { visibleColumns, columnVisibility } = useDataTable<Row>({
    columns,
    rows: none,
    sort,
    manual: true,
    changedColumns: preferences.columns,
  })

  // biome-ignore lint/correctness/useExhaustiveDependencies: another question is what brings it to the top.
  useEffect(() => {
    scroller.current?.scrollTo({ top: 0 })
  }, [question])

  function onKeyDown(event: KeyboardEvent) {
    if (!(event.target instanceof HTMLElement) || !event.target.hasAttribute('data-row-link')) return
    const row = props.rowAt(Number(event.target.closest('tr')?.dataset.index))
    if (row) props.onRowKey?.(row, event)
  }

  return (
    <section aria-label={label} aria-busy={loading || props.busy} className="@container/table min-w-0">
      <div className="mb-2 flex flex-wrap items-center gap-2">
        {props.filters}
        <div className="ml-auto flex items-center gap-2">
          <SortSelect columns={visibleColumns} sort={sort} onSortChange={onSortChange} />
          <TableMenu
            label={label}
            columns={columns.filter((column) => !column.control)}
            columnVisibility={columnVisibility}
            preferences={preferences}
            onPreferencesChange={setPreferences}
            rowCount={total ?? 0}
            onExport={props.onExport}
          />
        </div>
      </div>
      {props.notices}
      <div className="relative isolate overflow-clip rounded-box border bg-surface">
        {props.busy ? <BusyLine /> : null}
        {!loading && props.count === 0 ? (
          props.empty
        ) : (
          // biome-ignore lint/a11y/noStaticElementInteractions: keys of the links inside are heard here.
          <div onKeyDown={onKeyDown}>
            <ScrollArea
              ref={scroller}
              label={`${label}, rows`}
              focusable={false}
              className="relative h-[calc(100dvh-16rem)] min-h-72"
            >
              <table
                aria-rowcount={total === null ? -1 : total + 1}
                className="w-full table-fixed @min-[960px]/table:min-w-[66rem] border-separate border-spacing-0 text-sm @max-[640px]/table:block [&_tbody>tr>td]:border-b @max-[640px]/table:[&_tbody>tr>td]:border-b-0"
              >
                <caption className="sr-only">{label}</caption>
                <TableHead
                  columns={visibleColumns}
                  sort={sort}
                  onSort={(column) => onSortChange(nextSort(column, sort))}
                />
                {loading ? (
                  <TableSkeleton columns={visibleColumns} count={20} comfortable={preferences.comfortable} />
                ) : (
                  <PagedBody
                    {...props}
                    columns={visibleColumns}
                    comfortable={preferences.comfortable}
                    scroller={scroller}
                  />
                )}
              </table>
            </ScrollArea>
          </div>
        )}
        <footer className="flex min-h-9 flex-wrap items-center gap-x-4 gap-y-1 border-t px-3 py-1 text-xs text-muted">
          {props.footer}
        </footer>
      </div>
    </section>
  )
}
