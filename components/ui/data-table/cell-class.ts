import { classNames } from '@/components/ui/class-names'
import type { DataTableColumn } from './column'

/*
 * Below 640 px of table width a row is stacked: columns of priority 1 stand on its first line, those of priority 2 below it with
 * their header as a label, those of priority 3 are left out.
 */
export const rowClass =
  '@max-[640px]/table:flex @max-[640px]/table:h-auto @max-[640px]/table:flex-wrap @max-[640px]/table:items-center ' +
  '@max-[640px]/table:gap-x-4 @max-[640px]/table:gap-y-1 @max-[640px]/table:px-3 @max-[640px]/table:py-2 ' +
  '@max-[640px]/table:before:order-1 @max-[640px]/table:before:basis-full @max-[640px]/table:before:content-[""]'

const priorityClass = {
  1: '@max-[640px]/table:first:min-w-0 @max-[640px]/table:first:flex-1 @max-[640px]/table:order-0',
  2:
    '@max-[640px]/table:order-2 @max-[640px]/table:flex @max-[640px]/table:min-w-0 @max-[640px]/table:items-center ' +
    '@max-[640px]/table:gap-1.5 @max-[640px]/table:text-xs @max-[640px]/table:before:text-faint ' +
    '@max-[640px]/table:before:content-[attr(data-label)]',
  3: '@max-[960px]/table:hidden',
}

/** Classes of a body cell. */
export function cellClass<Row>(column: DataTableColumn<Row>): string {
  return classNames(
    'truncate px-3 py-0 align-middle @max-[640px]/table:p-0',
    column.align === 'end' && 'text-right',
    // Above the row's link, which covers the row.
    column.control
      ? classNames('relative z-10 overflow-visible', column.align === 'end' && '@max-[640px]/table:ml-auto')
      : priorityClass[column.priority ?? 2],
  )
}

/** Classes of a header cell. */
export function headClass<Row>(column: DataTableColumn<Row>): string {
  return classNames(
    'sticky top-0 z-20 h-8 border-b bg-sunken px-3 text-xs font-medium text-muted',
    column.align === 'end' ? 'text-right' : 'text-left',
    column.priority === 3 && '@max-[960px]/table:hidden',
  )
}
