import { noValue } from '@/lib/format/number'

/** The em dash where a value is missing, with why it is missing. Never a zero. */
export function NoValue({ reason = 'no value', className }: { reason?: string; className?: string }) {
  return (
    <span title={reason} className={className}>
      <span aria-hidden className="text-faint">
        {noValue}
      </span>
      <span className="sr-only">{reason}</span>
    </span>
  )
}
