import type { ReactNode } from 'react'
import { classNames } from './class-names'

export type DescriptionItem = { term: string; detail: ReactNode; wide?: boolean }

type DescriptionListProps = { items: readonly DescriptionItem[]; columns?: 1 | 2 | 3; className?: string }

const columnsClass = { 1: '', 2: 'sm:grid-cols-2', 3: 'sm:grid-cols-2 lg:grid-cols-3' }

/** Terms and their values, side by side. */
export function DescriptionList({ items, columns = 1, className }: DescriptionListProps) {
  return (
    <dl className={classNames('grid gap-x-8 gap-y-2', columnsClass[columns], className)}>
      {items.map((item) => (
        <div key={item.term} className={classNames('flex min-w-0 gap-3 text-sm', item.wide && 'col-span-full')}>
          <dt className="w-32 shrink-0 text-muted">{item.term}</dt>
          <dd className="min-w-0 flex-1 break-words">{item.detail}</dd>
        </div>
      ))}
    </dl>
  )
}
