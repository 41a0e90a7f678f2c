import { classNames } from './class-names'
import { CopyButton } from './copy-button'

/** The id by which whoever runs the console finds a refused request in its log. Nothing when there is none. */
export function RequestLine({ requestId, className }: { requestId: string | null; className?: string }) {
  if (!requestId) return null
  return (
    <p className={classNames('flex items-center gap-1 text-xs', className)}>
      Request <span className="mono">{requestId}</span>
      <CopyButton text={requestId} label="Copy the request id" />
    </p>
  )
}
