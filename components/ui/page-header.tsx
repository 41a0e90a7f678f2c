import { ChevronRight } from 'lucide-react'
import Link from 'next/link'
import type { ReactNode } from 'react'

type PageHeaderProps = {
  title: ReactNode
  /** The page above, for detail pages. */
  parent?: { label: string; href: string }
  description?: ReactNode
  /** Status or counts right behind the title. */
  status?: ReactNode
  actions?: ReactNode
  /** `DataAsOf` of the page's live data. */
  dataAsOf?: ReactNode
}

/** First block of each page: where we are, what it is for, how old the data is, what can be done. */
export function PageHeader({ title, parent, description, status, actions, dataAsOf }: PageHeaderProps) {
  return (
    <header className="mb-4 flex flex-wrap items-end gap-x-4 gap-y-2">
      <div className="min-w-0 flex-1 basis-72">
        {parent ? (
          <nav aria-label="Breadcrumb" className="flex items-center gap-1 text-xs text-muted">
            <Link href={parent.href} className="hover:text-ink hover:underline">
              {parent.label}
            </Link>
            <ChevronRight aria-hidden className="size-3" />
          </nav>
        ) : null}
        <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
          <h1 className="min-w-0 text-xl font-semibold break-words">{title}</h1>
          {status}
        </div>
        {description ? <p className="mt-0.5 max-w-prose text-sm text-muted">{description}</p> : null}
      </div>
      {dataAsOf || actions ? (
        <div className="flex min-w-0 flex-wrap items-center gap-x-3 gap-y-2">
          {dataAsOf}
          {actions}
        </div>
      ) : null}
    </header>
  )
}
