import { Skeleton } from '@/components/ui/skeleton'
import { cellClass, rowClass } from './cell-class'
import type { DataTableColumn } from './column'

type TableSkeletonProps<Row> = { columns: readonly DataTableColumn<Row>[]; count: number; comfortable: boolean }

/** Rows in the size of the ones to come. */
export function TableSkeleton<Row>({ columns, count, comfortable }: TableSkeletonProps<Row>) {
  return (
    <tbody aria-hidden className="@max-[640px]/table:block">
      {Array.from({ length: count }, (_, index) => `row-${index}`).map((key) => (
        <tr key={key} className={`border-b last:border-b-0 ${comfortable ? 'h-10' : 'h-8'} ${rowClass}`}>
          {columns.map((column) => (
            <td key={column.id} className={cellClass(column)}>
              <Skeleton className="h-3 w-full max-w-32" />
            </td>
          ))}
        </tr>
      ))}
    </tbody>
  )
}
