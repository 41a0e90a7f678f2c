import { ArrowDownUp, ChevronLeft, ChevronRight } from 'lucide-react'
import { Button } from '@/components/ui/button'
import { IconButton } from '@/components/ui/icon-button'
import { formatNumber } from '@/lib/format/number'
import { describeRows } from './describe-rows'

export type TablePaging = { page: number; pageSize: number; total: number; onPageChange: (page: number) => void }

type TableFooterProps = {
  shown: number
  total: number
  what: string
  paging: TablePaging | undefined
  /** Rows that no longer stand where the order would have them. */
  outOfOrder: number
  onSortAgain: () => void
}

/** How much of the whole is here, and the way to the rest. */
export function TableFooter({ shown, total, what, paging, outOfOrder, onSortAgain }: TableFooterProps) {
  const pages = paging ? Math.max(1, Math.ceil(paging.total / paging.pageSize)) : 1
  return (
    <footer className="flex min-h-9 flex-wrap items-center gap-3 border-t px-3 py-1 text-xs text-muted">
      {/* As wide as its usual texts, so that a count that changes does not move what stands behind it. */}
      <p aria-live="polite" className="min-w-52">
        {describeRows({ shown, total, what, paging })}
      </p>
      {outOfOrder > 0 ? (
        <Button
          size="sm"
          icon={<ArrowDownUp aria-hidden className="size-3.5" />}
          title="Rows keep their places while they change, so that none moves away under your pointer."
          onClick={onSortAgain}
        >
          {`${formatNumber(outOfOrder)} out of order: sort again`}
        </Button>
      ) : null}
      {paging && pages > 1 ? (
        <nav aria-label={`Pages of ${what}`} className="ml-auto flex items-center gap-1">
          <IconButton
            size="sm"
            label="Previous page"
            disabled={paging.page <= 0}
            icon={<ChevronLeft aria-hidden className="size-4" />}
            onClick={() => paging.onPageChange(paging.page - 1)}
          />
          <span>
            {formatNumber(paging.page + 1)} / {formatNumber(pages)}
          </span>
          <IconButton
            size="sm"
            label="Next page"
            disabled={paging.page >= pages - 1}
            icon={<ChevronRight aria-hidden className="size-4" />}
            onClick={() => paging.onPageChange(paging.page + 1)}
          />
        </nav>
      ) : null}
    </footer>
  )
}
