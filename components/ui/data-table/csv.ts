import type { CellValue, DataTableColumn } from './column'

const plainNumber = /^[+-]?\d+(\.\d+)?([eE][+-]?\d+)?$/

/**
 * One CSV cell (RFC 4180). Text that a spreadsheet would run as a formula gets a leading apostrophe, also behind leading
 * blanks and control characters; plain numbers stay numbers, with their sign.
 */
export function csvCell(value: CellValue): string {
  if (value === null || value === undefined) return ''
  const text = String(value)
  const dangerous = /^[\s\0]*[=+\-@＝＋－＠]/.test(text) || /^[\t\r\n]/.test(text)
  const safe = dangerous && !plainNumber.test(text) ? `'${text}` : text
  return /[",\r\n]/.test(safe) || safe !== safe.trim() ? `"${safe.replaceAll('"', '""')}"` : safe
}

/** Rows as CSV with a header line and CRLF ends. A missing value is an empty cell, never a zero. */
export function toCsv<Row>(columns: readonly DataTableColumn<Row>[], rows: readonly Row[]): string {
  const lines = [columns.map((column) => csvCell(column.header))]
  for (const row of rows) lines.push(columns.map((column) => csvCell((column.csv ?? column.value)(row))))
  return lines.map((line) => `${line.join(',')}\r\n`).join('')
}
