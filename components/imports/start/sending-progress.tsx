'use client'

import { useState } from 'react'
import { LeaveGuard } from '@/components/forms/leave-guard'
import { SignInLink } from '@/components/forms/sign-in-link'
import { byteRateText, leftText } from '@/components/imports/import-words'
import { ProgressBar } from '@/components/imports/progress-bar'
import { Button } from '@/components/ui/button'
import { ConfirmDialog } from '@/components/ui/confirm-dialog'
import { Notice } from '@/components/ui/notice'
import { formatBytes } from '@/lib/format/bytes'
import { formatDuration } from '@/lib/format/duration'
import type { Sending, useSendFile } from './use-send-file'

type Sender = Pick<ReturnType<typeof useSendFile>, 'cancel' | 'tryNow'>

function progressText({ file, sentBytes, perSecond }: Extract<Sending, { kind: 'sending' }>): string {
  const rate = perSecond === null ? '' : ` · ${byteRateText(perSecond)}`
  const left = perSecond === null ? '' : ` · ${leftText((file.size - sentBytes) / perSecond)}`
  return `${formatBytes(Math.round(sentBytes))} of ${formatBytes(file.size)}${rate}${left}`
}

type SendingProgressProps = { state: Extract<Sending, { kind: 'sending' }>; sender: Sender }

/** A file on its way: how far, how fast, how long still, and the way to stop it. */
export function SendingProgress({ state, sender }: SendingProgressProps) {
  const [asks, setAsks] = useState(false)
  const { file, sentBytes, trouble } = state
  const isSent = sentBytes >= file.size
  return (
    <div className="flex flex-col gap-3">
      <div className="flex items-center gap-3">
        <div className="min-w-0 flex-1">
          <p role="status" className="truncate text-sm font-medium">
            {isSent && !trouble ? (
              <>
                All of <bdi>{file.name}</bdi> is there; its check begins …
              </>
            ) : (
              <>
                Uploading <bdi>{file.name}</bdi>
              </>
            )}
          </p>
          <ProgressBar
            label={`Upload of ${file.name}`}
            share={sentBytes / (file.size || 1)}
            className="mt-1.5 h-2 w-full"
          />
          <p data-progress="" className="mono mt-1 text-xs text-muted">
            {progressText(state)}
          </p>
        </div>
        <Button onClick={() => setAsks(true)}>Cancel</Button>
      </div>
      {trouble ? (
        <Notice
          tone="warning"
          title={`Connection lost; tries again within ${formatDuration(trouble.retryMs / 1000)}`}
          action={
            <Button size="sm" onClick={sender.tryNow}>
              Try now
            </Button>
          }
        >
          <p>{trouble.message} What has arrived is kept, and the upload goes on from there.</p>
        </Notice>
      ) : (
        <p className="text-xs text-muted">
          Leave this page open until the file is there. The check and all that follows go on without it.
        </p>
      )}
      <LeaveGuard
        active
        title="Leave while the file is on its way?"
        touches="The upload stops. What has arrived is kept for seven days: the import stands in the list and goes on from there once you choose the same file again."
      />
      <ConfirmDialog
        open={asks}
        onOpenChange={setAsks}
        title="Cancel this import?"
        touches={
          <>
            {formatBytes(Math.round(sentBytes))} of <bdi>{file.name}</bdi> have arrived and are given up. No mailbox was
            changed.
          </>
        }
        confirmLabel="Cancel the import"
        destructive
        onConfirm={sender.cancel}
      />
    </div>
  )
}

type ComparingProgressProps = { state: Extract<Sending, { kind: 'comparing' }>; onCancel: () => void }

/** What has arrived is held against the file that was chosen. Nothing is on its way, so leaving loses nothing. */
export function ComparingProgress({ state, onCancel }: ComparingProgressProps) {
  const { file, compared } = state
  const { doneBytes, totalBytes } = compared
  return (
    <div className="flex flex-col gap-3">
      <div className="flex items-center gap-3">
        <div className="min-w-0 flex-1">
          <p role="status" className="truncate text-sm font-medium">
            Comparing what was sent with <bdi>{file.name}</bdi> …
          </p>
          <ProgressBar
            label={`Comparison with ${file.name}`}
            share={doneBytes / (totalBytes || 1)}
            className="mt-1.5 h-2 w-full"
          />
          <p data-progress="" className="mono mt-1 text-xs text-muted">
            {formatBytes(doneBytes)} of {formatBytes(totalBytes)}
          </p>
        </div>
        <Button onClick={onCancel}>Cancel</Button>
      </div>
      <p className="text-xs text-muted">The upload goes on by itself if this is the file that it began with.</p>
    </div>
  )
}

type SendingFailureProps = { state: Extract<Sending, { kind: 'failed' }>; onRetry: () => void; onForget: () => void }

/** Why the upload stands still, and what to do. The file is still chosen. */
export function SendingFailure({ state, onRetry, onForget }: SendingFailureProps) {
  const { file, failure } = state
  const { kind, message, action, requestId } = failure
  return (
    <div role="alert">
      <Notice
        tone="failed"
        title={
          <>
            The upload of <bdi>{file.name}</bdi> stands still
          </>
        }
        action={
          <span className="flex flex-wrap gap-2">
            {kind === 'signed-out' ? <SignInLink elsewhere /> : null}
            {kind === 'refused' || kind === 'gone' || kind === 'fields' ? null : (
              <Button size="sm" onClick={onRetry}>
                Try again
              </Button>
            )}
            <Button size="sm" variant="quiet" onClick={onForget}>
              Choose again
            </Button>
          </span>
        }
      >
        <p>
          {message} {action}
        </p>
        {kind === 'signed-out' ? (
          <p>Sign in in another tab, then try again: the upload goes on where it stopped.</p>
        ) : null}
        {requestId ? <p className="mono text-xs">Request {requestId}</p> : null}
      </Notice>
    </div>
  )
}
