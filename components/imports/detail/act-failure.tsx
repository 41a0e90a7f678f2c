import type { SaveFailure } from '@/components/forms/save-failure'
import { SignInLink } from '@/components/forms/sign-in-link'
import { Notice } from '@/components/ui/notice'
import { RequestLine } from '@/components/ui/request-line'

/** Why an act was refused, in the console's own words. What is shown of the import was read again since. */
export function ActFailure({ failure, className }: { failure: SaveFailure | null; className?: string }) {
  if (!failure) return null
  const { kind, message, action, requestId } = failure
  return (
    <div role="alert" className={className}>
      <Notice tone="failed" title={message} action={kind === 'signed-out' ? <SignInLink /> : undefined}>
        {action ? <p>{action}</p> : null}
        <RequestLine requestId={requestId} />
      </Notice>
    </div>
  )
}
