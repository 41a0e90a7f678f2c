import type { ReactNode } from 'react'
import { classNames } from './class-names'

type PanelProps = {
  title?: ReactNode
  /** A fact beside the title, such as a count or an age. */
  note?: ReactNode
  actions?: ReactNode
  children: ReactNode
  /** False for content that brings its own edges, such as a table. */
  padded?: boolean
  headingLevel?: 2 | 3
  className?: string
}

/** A group that needs an edge. Not every group does. */
export function Panel({ title, note, actions, children, padded = true, headingLevel = 2, className }: PanelProps) {
  const Heading = headingLevel === 2 ? 'h2' : 'h3'
  return (
    <section className={classNames('flex min-w-0 flex-col rounded-box border bg-surface', className)}>
      {title ? (
        <header className="flex min-h-10 flex-wrap items-center gap-x-3 gap-y-1 border-b px-4 py-1">
          <Heading className="text-base font-semibold">{title}</Heading>
          {note ? <div className="min-w-0 flex-1 basis-32 text-xs text-muted">{note}</div> : null}
          {actions ? <div className="ml-auto flex items-center gap-1">{actions}</div> : null}
        </header>
      ) : null}
      <div className={classNames('min-w-0 flex-1', padded && 'p-4')}>{children}</div>
    </section>
  )
}
