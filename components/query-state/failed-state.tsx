import { CircleAlert, CircleQuestionMark } from 'lucide-react'
import type { ReactNode } from 'react'
import { RequestLine } from '@/components/ui/request-line'
import type { ConsoleTrouble } from './query-view'

type FailedStateProps = { what: string; trouble: ConsoleTrouble; action: ReactNode }

/** Nothing could be read at all: what happened, what still works, what to do. */
export function FailedState({ what, trouble, action }: FailedStateProps) {
  return (
    <div role="alert" className="flex flex-col items-center gap-2 px-4 py-14 text-center">
      <CircleAlert aria-hidden className="size-6 text-failing-text" />
      <p className="text-base font-medium">The {what} cannot be shown</p>
      <p className="max-w-prose text-sm text-muted">
        {trouble.message} {trouble.action}
      </p>
      <p className="text-sm text-muted">Other pages go on.{trouble.passing ? ' This one asks again by itself.' : ''}</p>
      <div className="mt-1">{action}</div>
      <RequestLine requestId={trouble.requestId} className="text-faint" />
    </div>
  )
}

/** No rows, but not everybody was heard: neither a list nor a clean "none". */
export function NothingKnown({ what, othersAnswered }: { what: string; othersAnswered: boolean }) {
  return (
    <div className="flex flex-col items-center gap-2 px-4 py-14 text-center">
      <CircleQuestionMark aria-hidden className="size-6 text-faint" />
      <p className="text-base font-medium">Not known whether there are {what}</p>
      <p className="max-w-prose text-sm text-muted">
        {othersAnswered
          ? 'The sources that answered have none. The ones named above did not answer, and may have some.'
          : 'No source answered, so there is nothing to go by. The list fills by itself once one does.'}
      </p>
    </div>
  )
}
