import { ChevronLeft, ChevronRight } from 'lucide-react'
import { IconButton } from '@/components/ui/icon-button'
import { formatNumber } from '@/lib/format/number'
import { describeRows } from './describe-rows'

export type TablePaging = { page: number; pageSize: number; total: number; onPageChange: (page: number) => void }

type TableFooterProps = { shown: number; total: number; what: string; paging: TablePaging | undefined }

/** How much of the whole is here, and the way to the rest. */
export function TableFooter({ shown, total, what, paging }: TableFooterProps) {
  const pages = paging ? Math.max(1, Math.ceil(paging.total / paging.pageSize)) : 1
  return (
    <footer className="flex min-h-8 flex-wrap items-center gap-3 border-t px-3 py-1 text-xs text-muted">
      <p aria-live="polite">{describeRows({ shown, total, what, paging })}</p>
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
