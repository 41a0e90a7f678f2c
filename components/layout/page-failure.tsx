'use client'

import { type ReactNode, useEffect, useRef } from 'react'
import { buttonClass } from '@/components/ui/button-class'

type PageFailureProps = {
  /** What Next knows the error by in the server's log; absent for errors of the browser. */
  digest: string | undefined
  onRetry: () => void
  /** Given by whoever has icons at hand: the page that stands in for the whole document goes without. */
  icon?: ReactNode
}

/** A page that broke while drawing: what happened, what still works, what to do. Takes the focus, as the page's own is gone. */
export function PageFailure({ digest, onRetry, icon }: PageFailureProps) {
  const heading = useRef<HTMLHeadingElement>(null)
  useEffect(() => heading.current?.focus(), [])
  return (
    <div role="alert" className="flex flex-col items-center gap-2 px-4 py-14 text-center">
      <span className="text-failing-text">{icon}</span>
      <h1 ref={heading} tabIndex={-1} className="text-lg font-semibold outline-none">
        This page broke
      </h1>
      <p className="max-w-prose text-sm text-muted">
        The fault is the console’s own. The other pages go on, and nothing you saved is lost.
      </p>
      <div className="mt-2 flex gap-2">
        <button type="button" onClick={onRetry} className={buttonClass('primary')}>
          Draw it again
        </button>
        {/* A whole new page, as the code of this one broke. Every first load carries this file, so it also does without Link. */}
        <a href="/" className={buttonClass()}>
          Go to the overview
        </a>
      </div>
      {digest ? (
        <p className="text-xs text-faint">
          In the log under <span className="mono">{digest}</span>
        </p>
      ) : null}
    </div>
  )
}
