import type { ReactNode } from 'react'

export type CellValue = string | number | boolean | null | undefined

export type DataTableColumn<Row> = {
  id: string
  header: string
  /** Explains a short header on hover. */
  headerTitle?: string
  /** What the column is about, for CSV and sorting. Null and undefined mean "no value" and sort last both ways. */
  value: (row: Row) => CellValue
  /** Ranks rows where the value itself does not, such as worst status first. */
  sortValue?: (row: Row) => CellValue
  csv?: (row: Row) => CellValue
  /** What is drawn; the value as text when absent. */
  cell?: (row: Row) => ReactNode
  align?: 'start' | 'end'
  /** Pixels. Columns without a width share what is left. */
  width?: number
  /** 1: always. 2: from 640 px of table width on, below it a labelled line of the stacked row. 3: from 960 px on. */
  priority?: 1 | 2 | 3
  sortable?: boolean
  /** Which way the first click sorts. */
  firstSort?: 'asc' | 'desc'
  hideable?: boolean
  /** Holds a control such as a checkbox: a row's link stands in the first column that does not. */
  control?: boolean
  /** Drawn in the head in place of the header's text, which stays the column's name. */
  headCell?: () => ReactNode
  /** Hidden until the viewer asks for it. */
  hidden?: boolean
}

export type TableSort = { id: string; desc: boolean }

const collator = new Intl.Collator('en', { numeric: true, sensitivity: 'base' })

/** Orders two present values: numbers by size, text as people count ("node-2" before "node-10"). */
export function compareValues(a: CellValue, b: CellValue): number {
  if (typeof a === 'number' && typeof b === 'number') return a === b ? 0 : a < b ? -1 : 1
  return collator.compare(String(a), String(b))
}

/** The value to sort by; undefined, which always sorts last, where there is none. NaN is none: it has no place in an order. */
export function sortKey<Row>(column: DataTableColumn<Row>, row: Row): CellValue {
  const value = (column.sortValue ?? column.value)(row)
  return value === null || Number.isNaN(value) ? undefined : value
}

/** `name` or `-name` as it stands in the URL. */
export function writeSort(sort: TableSort): string {
  return `${sort.desc ? '-' : ''}${sort.id}`
}

/** Reads it back; null for text that names no sort. */
export function readSort(text: string): TableSort | null {
  const match = /^(-?)([A-Za-z0-9][A-Za-z0-9._-]{0,63})$/.exec(text)
  return match?.[2] ? { id: match[2], desc: match[1] === '-' } : null
}
