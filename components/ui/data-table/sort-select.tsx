import { Select } from '@/components/ui/select'
import { type DataTableColumn, type TableSort, writeSort } from './column'

type SortSelectProps<Row> = {
  columns: readonly DataTableColumn<Row>[]
  sort: TableSort | null
  onSortChange: (sort: TableSort) => void
}

/** Sorting where the header has no room. */
export function SortSelect<Row>({ columns, sort, onSortChange }: SortSelectProps<Row>) {
  const choices = columns
    .filter((column) => column.sortable !== false)
    .flatMap((column) => [
      { sort: { id: column.id, desc: false }, label: `${column.header} ↑` },
      { sort: { id: column.id, desc: true }, label: `${column.header} ↓` },
    ])
  if (choices.length === 0) return null
  const options = choices.map((choice) => ({ value: writeSort(choice.sort), label: choice.label }))
  return (
    <Select
      aria-label="Sort by"
      className="@min-[640px]/table:hidden"
      value={sort ? writeSort(sort) : ''}
      options={sort ? options : [{ value: '', label: 'Sort by' }, ...options]}
      onValueChange={(value) => {
        const chosen = choices.find((choice) => writeSort(choice.sort) === value)
        if (chosen) onSortChange(chosen.sort)
      }}
    />
  )
}
