import type { ReactNode } from 'react'
import { classNames } from './class-names'

type EmptyStateProps = {
  icon?: ReactNode
  /** What there is none of, as a plain sentence: "No tenant matches". */
  title: string
  /** Why, and what fills it. */
  text?: ReactNode
  /** The act that fills it. Required: an empty page is no dead end. */
  action: ReactNode
  compact?: boolean
}

/** Shown when there is truly nothing: every source answered. When one did not, QueryState says that instead. */
export function EmptyState({ icon, title, text, action, compact = false }: EmptyStateProps) {
  return (
    <div className={classNames('flex flex-col items-center gap-2 px-4 text-center', compact ? 'py-6' : 'py-14')}>
      {icon ? <div className="text-faint [&>svg]:size-6">{icon}</div> : null}
      <p className="text-base font-medium">{title}</p>
      {text ? <div className="max-w-prose text-sm text-muted">{text}</div> : null}
      <div className="mt-1 flex flex-wrap justify-center gap-2">{action}</div>
    </div>
  )
}
