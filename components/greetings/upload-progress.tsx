import { SignInLink } from '@/components/forms/sign-in-link'
import { Button } from '@/components/ui/button'
import { Notice } from '@/components/ui/notice'
import { formatBytes } from '@/lib/format/bytes'
import type { UploadState } from './use-greeting-uploads'

type UploadProgressProps = {
  state: UploadState
  onCancel: () => void
  onRetry: (file: File) => void
  onForget: () => void
}

/** What becomes of the file that was chosen. After a failure it is kept, with what to do. */
export function UploadProgress({ state, onCancel, onRetry, onForget }: UploadProgressProps) {
  if (state.kind === 'idle') return null
  const { file } = state
  if (state.kind === 'sending') {
    const percent = Math.round(state.share * 100)
    const isSent = state.share >= 1
    return (
      <div className="flex items-center gap-3 rounded-box border px-3 py-2">
        <div className="min-w-0 flex-1">
          <p role="status" className="truncate text-sm">
            {isSent ? 'Checking' : 'Uploading'} {file.name}
          </p>
          <progress
            aria-label={`Upload of ${file.name}`}
            max={100}
            value={isSent ? undefined : percent}
            className="mt-1 h-1.5 w-full accent-accent"
          />
          <p className="mono text-xs text-muted">
            {percent}% of {formatBytes(file.size)}
          </p>
        </div>
        <Button size="sm" onClick={onCancel}>
          Cancel
        </Button>
      </div>
    )
  }
  const { kind, message, action, requestId } = state.failure
  return (
    <div role="alert">
      <Notice
        tone="failed"
        title={`${file.name} was not taken`}
        action={
          <span className="flex flex-wrap gap-2">
            {kind === 'signed-out' ? <SignInLink elsewhere /> : null}
            {kind === 'passing' || kind === 'conflict' || kind === 'signed-out' ? (
              <Button size="sm" onClick={() => onRetry(file)}>
                Try again
              </Button>
            ) : null}
            <Button size="sm" variant="quiet" onClick={onForget}>
              Dismiss
            </Button>
          </span>
        }
      >
        <p>
          {message} {action}
        </p>
        {kind === 'signed-out' ? <p>The file waits here: sign in in another tab, then try again.</p> : null}
        {requestId ? <p className="mono text-xs">Request {requestId}</p> : null}
      </Notice>
    </div>
  )
}
