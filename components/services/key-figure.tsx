import { Sparkline } from '@/components/charts/sparkline'
import { classNames } from '@/components/ui/class-names'
import { NoValue } from '@/components/ui/no-value'
import { NumberText } from '@/components/ui/number-text'
import { formatAxisValue, formatValue } from '@/lib/format/value'
import type { ServiceRow } from '@/lib/services/schema'

type KeyFigureProps = {
  figure: ServiceRow['keyFigure']
  outdated: boolean
  /** Without the noun of the unit, for lists; it is said on hover. */
  compact?: boolean
}

/** The one figure of a service and its last hour. */
export function KeyFigure({ figure, outdated, compact = false }: KeyFigureProps) {
  if (figure === null) return <NoValue reason="The documents name no figure for it" />
  const { label, value, unit, sparkline, metric } = figure
  return (
    <span
      className="inline-flex min-w-0 items-center gap-2"
      title={`${label}: ${formatValue(value, unit)} (${metric})`}
    >
      {/* Its room is there before it is: the last hour is read a little later than the figure. */}
      <span className="inline-flex h-5 w-14 shrink-0 items-center">
        {sparkline.length > 0 ? (
          <Sparkline
            label={`${label}, last hour`}
            points={sparkline.map(([, point]) => point)}
            unit={unit}
            width={56}
          />
        ) : null}
      </span>
      {compact && value !== null ? (
        // As wide as any figure: a value that changes must not move the line before it.
        <span className={classNames('mono w-15 text-end', outdated && 'text-stale-text')}>
          {formatAxisValue(value, unit)}
        </span>
      ) : (
        <NumberText
          value={value}
          unit={unit}
          reason={`Prometheus has no ${metric}`}
          className={outdated ? 'text-stale-text' : undefined}
        />
      )}
    </span>
  )
}
