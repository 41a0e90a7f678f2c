'use client'

import { type ReactNode, useRef } from 'react'
import { classNames } from '@/components/ui/class-names'
import { ScrollArea } from '@/components/ui/scroll-area'
import { useToast } from '@/components/ui/toast'
import type { DataTableColumn, TableSort } from './column'
import { toCsv } from './csv'
import { downloadCsv } from './download-csv'
import { LongTableBody } from './long-table-body'
import { nextSort } from './sort-rows'
import { SortSelect } from './sort-select'
import { TableBody } from './table-body'
import { TableFooter, type TablePaging } from './table-footer'
import { TableHead } from './table-head'
import { TableMenu } from './table-menu'
import { useTablePreferences } from './table-preferences'
import { TableSkeleton } from './table-skeleton'
import { useDataTable } from './use-data-table'
import { useHeldRows } from './use-held-rows'
import { useTableUrlState } from './use-table-url-state'

const heightClass = { window: '@min-[640px]/table:h-[calc(100dvh-13rem)]', few: '@min-[640px]/table:h-44' }

/** Above this many rows only those in view are drawn. */
const virtualFrom = 100

/** Sorting and paging done by the server; state from `useTableUrlState`. */
export type ServerMode = TablePaging & { sort: TableSort | null; onSortChange: (sort: TableSort | null) => void }

type DataTableProps<Row extends object> = {
  /** Key of this table's preferences. */
  id: string
  /** Name for screen readers. */
  label: string
  /** Plural noun of the rows. */
  what: string
  /** Stable: module scope or useMemo. */
  columns: readonly DataTableColumn<Row>[]
  rows: readonly Row[]
  rowId: (row: Row) => string
  /** Makes each row one link. */
  rowHref?: (row: Row) => string
  /** Rows there are without the filters; the rows given by default. */
  total?: number
  defaultSort?: TableSort
  urlPrefix?: string
  server?: ServerMode
  /** Heading in the toolbar, for a table without a panel or page title of its own. */
  title?: ReactNode
  filters?: ReactNode
  actions?: ReactNode
  /** Shown in place of rows. Says what to do next. */
  empty: ReactNode
  /**
   * For rows that change by themselves: what the viewer asked for besides order and page, as text. While it stays the same, rows
   * keep their places, and the footer offers to sort again.
   */
  live?: string
  /**
   * A height that does not depend on the number of rows, for rows that come and go by themselves: what the window allows, for a
   * page's only table, or a few rows. By default a table is as high as its rows, up to the window.
   */
  height?: keyof typeof heightClass
  loading?: boolean
  skeletonRows?: number
  csvName?: string
  /** Every row that matches, where `rows` is one page of them: what the CSV then holds. */
  readAll?: () => Promise<readonly Row[]>
  className?: string
}

/** Rows that sort, hide columns, export and walk by keyboard. See the types of its props for the two modes. */
export function DataTable<Row extends object>(props: DataTableProps<Row>) {
  const { id, label, what, columns, server, loading = false } = props
  const scroller = useRef<HTMLElement>(null)
  const url = useTableUrlState({ defaultSort: props.defaultSort, urlPrefix: props.urlPrefix })
  const [preferences, setPreferences] = useTablePreferences(id)
  const sort = server ? server.sort : url.sort
  const setSort = server ? server.onSortChange : url.setSort
  const { rows, visibleColumns, columnVisibility } = useDataTable({
    columns,
    rows: props.rows,
    sort,
    manual: server !== undefined,
    changedColumns: preferences.columns,
  })
  const asked = props.live === undefined ? undefined : JSON.stringify([sort, server?.page, props.live])
  const { places, outOfOrder, sortAgain } = useHeldRows(rows, props.rowId, asked)
  const Body = places.length > virtualFrom ? LongTableBody : TableBody
  const total = server?.total ?? props.total ?? rows.length
  const exportRows = useCsvExport(props, visibleColumns, rows)

  return (
    <section aria-label={label} aria-busy={loading} className={classNames('@container/table min-w-0', props.className)}>
      <div className="mb-2 flex flex-wrap items-center gap-2">
        {props.title ? <h2 className="mr-2 text-base font-semibold">{props.title}</h2> : null}
        {props.filters}
        <div className="ml-auto flex items-center gap-2">
          {props.actions}
          <SortSelect columns={visibleColumns} sort={sort} onSortChange={setSort} />
          <TableMenu
            label={label}
            columns={columns}
            columnVisibility={columnVisibility}
            preferences={preferences}
            onPreferencesChange={setPreferences}
            rowCount={props.readAll ? total : rows.length}
            onExport={() => void exportRows()}
          />
        </div>
      </div>
      <div className="overflow-clip rounded-box border bg-surface">
        {!loading && places.length === 0 ? (
          <div className={props.height && heightClass[props.height]}>{props.empty}</div>
        ) : (
          <ScrollArea
            ref={scroller}
            label={`${label}, rows`}
            focusable={props.rowHref === undefined}
            className={classNames(
              'relative max-h-[calc(100dvh-11rem)] min-h-24',
              props.height && heightClass[props.height],
              places.length <= virtualFrom && '@max-[640px]/table:max-h-none',
            )}
          >
            <table
              aria-rowcount={total + 1}
              className="w-full table-fixed border-separate border-spacing-0 text-sm @max-[640px]/table:block [&_tbody>tr>td]:border-b [&_tbody>tr:last-child>td]:border-b-0 @max-[640px]/table:[&_tbody>tr>td]:border-b-0"
            >
              <caption className="sr-only">{label}</caption>
              <TableHead columns={visibleColumns} sort={sort} onSort={(column) => setSort(nextSort(column, sort))} />
              {loading ? (
                <TableSkeleton
                  columns={visibleColumns}
                  count={props.skeletonRows ?? 8}
                  comfortable={preferences.comfortable}
                />
              ) : (
                <Body
                  rows={places}
                  rowId={props.rowId}
                  columns={visibleColumns}
                  rowHref={props.rowHref}
                  comfortable={preferences.comfortable}
                  scroller={scroller}
                />
              )}
            </table>
          </ScrollArea>
        )}
        {loading ? null : (
          <TableFooter
            shown={rows.length}
            total={total}
            what={what}
            paging={server}
            outOfOrder={outOfOrder}
            onSortAgain={sortAgain}
          />
        )}
      </div>
    </section>
  )
}

/** Rows of the table, or all that match, as a file. Reading them may fail, which is said and leaves no half file. */
function useCsvExport<Row extends object>(
  { id, csvName, readAll }: Pick<DataTableProps<Row>, 'id' | 'csvName' | 'readAll'>,
  columns: readonly DataTableColumn<Row>[],
  shown: readonly Row[],
) {
  const toast = useToast()
  return async () => {
    try {
      const rows = readAll ? await readAll() : shown
      downloadCsv(csvName ?? id, toCsv(columns, rows))
    } catch (error) {
      const text = error instanceof Error ? error.message : undefined
      toast({ tone: 'failed', title: 'The rows could not be read for the export', text })
    }
  }
}
