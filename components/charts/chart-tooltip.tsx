import { formatPreciseNumber } from '@/lib/format/number'
import { formatInstant, type TimeZoneName } from '@/lib/format/time'
import { formatValue } from '@/lib/format/value'
import type { ChartRow, DrawnSeries } from './series-model'

type ChartTooltipProps = {
  active: boolean
  t: number | null
  rows: readonly ChartRow[]
  series: readonly DrawnSeries[]
  unit: string | null
  zone: TimeZoneName
}

const shown = 12

/** Exact values at one instant, largest first; series without a value there are counted, not drawn as zero. */
export function ChartTooltip({ active, t, rows, series, unit, zone }: ChartTooltipProps) {
  const row = t === null ? undefined : rows.find((candidate) => candidate.t === t)
  if (!active || t === null || !row) return null
  const measured = series
    .flatMap((one) => {
      const value = row[one.key]
      return value === null || value === undefined ? [] : [{ one, value }]
    })
    .sort((a, b) => b.value - a.value)
  const without = series.length - measured.length
  return (
    <div className="max-w-96 rounded-inner border border-line-strong bg-raised px-2 py-1.5 text-xs">
      <p className="mb-1 text-muted">{formatInstant(t * 1000, zone)}</p>
      <ul className="flex flex-col gap-0.5">
        {measured.slice(0, shown).map(({ one, value }) => {
          const text = formatValue(value, unit)
          const exact = formatPreciseNumber(value)
          return (
            <li key={one.key} className="flex items-baseline gap-2">
              <span
                aria-hidden
                className="size-2 shrink-0 self-center rounded-full"
                style={{ background: one.color }}
              />
              <span className="min-w-0 flex-1 truncate">{one.label}</span>
              <span className="mono">{text}</span>
              {text.startsWith(exact) ? null : <span className="mono text-faint">{exact}</span>}
            </li>
          )
        })}
      </ul>
      {measured.length > shown ? <p className="mt-1 text-faint">and {measured.length - shown} more</p> : null}
      {without > 0 ? <p className="mt-1 text-faint">{without} without a value here</p> : null}
    </div>
  )
}
