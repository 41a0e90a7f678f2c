import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { CellValue, DataTableColumn } from './column'
import { nextSort, sortRows } from './sort-rows'

type Row = { id: number; value: CellValue }

const columns: DataTableColumn<Row>[] = [
  { id: 'value', header: 'Value', value: (row) => row.value },
  { id: 'history', header: 'History', value: (row) => row.id, sortable: false },
]
const rows: Row[] = [
  { id: 0, value: null },
  { id: 1, value: 30 },
  { id: 2, value: Number.NaN },
  { id: 3, value: 10 },
  { id: 4, value: 30 },
  { id: 5, value: 0 },
]
const ids = (sorted: readonly Row[]) => sorted.map((row) => row.id)

describe('sortRows', () => {
  it.each([
    [{ id: 'value', desc: false }, [5, 3, 1, 4, 0, 2]],
    [{ id: 'value', desc: true }, [1, 4, 3, 5, 0, 2]],
    [{ id: 'history', desc: true }, [0, 1, 2, 3, 4, 5]],
    [{ id: 'nothing', desc: false }, [0, 1, 2, 3, 4, 5]],
    [null, [0, 1, 2, 3, 4, 5]],
  ])('%j', (sort, order) => {
    expect(ids(sortRows(rows, columns, sort))).toEqual(order)
  })

  it('keeps every row, leaves its input alone, and puts what has no value last', () => {
    const value = fc.option(fc.oneof(fc.double(), fc.integer()), { nil: null })
    fc.assert(
      fc.property(fc.array(value), fc.boolean(), (values, desc) => {
        const given = values.map((one, id): Row => ({ id, value: one }))
        const before = [...given]
        const sorted = sortRows(given, columns, { id: 'value', desc })
        expect(given).toEqual(before)
        expect(ids(sorted).sort((a, b) => a - b)).toEqual(ids(given))
        const missing = sorted.map((row) => row.value === null || Number.isNaN(row.value))
        expect(missing).toEqual([...missing].sort((a, b) => Number(a) - Number(b)))
      }),
    )
  })
})

describe('nextSort', () => {
  it('begins in the direction of the column, and turns round from then on', () => {
    const first = nextSort({ id: 'since', firstSort: 'desc' }, { id: 'name', desc: false })
    expect(first).toEqual({ id: 'since', desc: true })
    expect(nextSort({ id: 'since', firstSort: 'desc' }, first)).toEqual({ id: 'since', desc: false })
    expect(nextSort({ id: 'name' }, null)).toEqual({ id: 'name', desc: false })
  })
})
