'use client'

import { Notice } from '@/components/ui/notice'
import { RequestLine } from '@/components/ui/request-line'
import type { SaveFailure } from './save-failure'
import { SignInLink } from './sign-in-link'

const titles: Readonly<Record<SaveFailure['kind'], string>> = {
  fields: 'Not saved: the console refuses it',
  conflict: 'Not saved: it was changed meanwhile',
  'signed-out': 'Not saved: your session has ended',
  gone: 'Not saved: it is no longer there',
  passing: 'Not saved',
  refused: 'Not saved',
}

type SaveFailureNoticeProps = {
  failure: SaveFailure
  /** More than what was typed waits here, which leaving the page would lose. */
  signsInElsewhere?: boolean
}

/** Why the form is still open: what happened, that nothing typed is lost, what to do. */
export function SaveFailureNotice({ failure, signsInElsewhere = false }: SaveFailureNoticeProps) {
  const { kind, message, action, requestId } = failure
  return (
    <div role="alert">
      <Notice
        tone="failed"
        title={titles[kind]}
        action={kind === 'signed-out' ? <SignInLink elsewhere={signsInElsewhere} /> : undefined}
      >
        <p>
          {message} {action}
        </p>
        {kind === 'signed-out' ? (
          <p>
            {signsInElsewhere
              ? 'All of it waits here: sign in in another tab, then try again.'
              : 'What you typed waits in this tab and is here again after you sign in.'}
          </p>
        ) : null}
        <RequestLine requestId={requestId} />
      </Notice>
    </div>
  )
}
