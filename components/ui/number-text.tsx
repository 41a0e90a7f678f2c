import type { Measurement } from '@/lib/format/number'
import { formatExactValue, formatValue } from '@/lib/format/value'
import { classNames } from './class-names'
import { NoValue } from './no-value'

type NumberTextProps = {
  value: Measurement
  /** A catalogue unit (`seconds`, `bytes`, `percent`, `requests/s` …) or null for a bare number. */
  unit?: string | null
  /** Why there is no value, when there is none: "Prometheus has no sample of the last 5 min". */
  reason?: string
  className?: string
}

/** A measured value in tabular figures; every digit on hover; an em dash with its reason when there is none. */
export function NumberText({ value, unit = null, reason, className }: NumberTextProps) {
  if (value === null || value === undefined) return <NoValue reason={reason} className={className} />
  const text = formatValue(value, unit)
  const exact = formatExactValue(value, unit)
  return (
    <span title={exact === text ? undefined : exact} className={classNames('mono whitespace-nowrap', className)}>
      {text}
    </span>
  )
}
