import { csvCell } from '@/lib/format/csv-cell'
import type { DataTableColumn } from './column'

/** Rows as CSV with a header line and CRLF ends. A missing value is an empty cell, never a zero. */
export function toCsv<Row>(columns: readonly DataTableColumn<Row>[], rows: readonly Row[]): string {
  const lines = [columns.map((column) => csvCell(column.header))]
  for (const row of rows) lines.push(columns.map((column) => csvCell((column.csv ?? column.value)(row))))
  return lines.map((line) => `${line.join(',')}\r\n`).join('')
}
