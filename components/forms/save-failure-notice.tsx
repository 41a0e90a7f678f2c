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

/** Why the form is still open: what happened, that nothing typed is lost, what to do. */
export function SaveFailureNotice({ failure }: { failure: SaveFailure }) {
  const { kind, message, action, requestId } = failure
  return (
    <div role="alert">
      <Notice tone="failed" title={titles[kind]} action={kind === 'signed-out' ? <SignInLink /> : undefined}>
        <p>
          {message} {action}
        </p>
        {kind === 'signed-out' ? <p>What you typed waits in this tab and is here again after you sign in.</p> : null}
        <RequestLine requestId={requestId} />
      </Notice>
    </div>
  )
}
