import { describe, expect, it } from 'vitest'
import type { DataTableColumn } from './column'
import { toCsv } from './csv'

describe('toCsv', () => {
  it('writes header and rows with CRLF, empty where there is no value', () => {
    const columns: DataTableColumn<{ name: string; count: number | null }>[] = [
      { id: 'name', header: 'Name', value: (row) => row.name },
      {
        id: 'count',
        header: 'Count',
        value: (row) => row.count,
        csv: (row) => (row.count === null ? null : row.count * 2),
      },
    ]
    const rows = [
      { name: 'a', count: 1 },
      { name: '=b', count: null },
    ]
    expect(toCsv(columns, rows)).toBe("Name,Count\r\na,2\r\n'=b,\r\n")
  })
})
