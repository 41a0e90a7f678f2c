import { Sparkline } from '@/components/charts/sparkline'
import { NoValue } from '@/components/ui/no-value'
import { NumberText } from '@/components/ui/number-text'
import type { ServiceRow } from '@/lib/services/schema'

type KeyFigureProps = {
  figure: ServiceRow['keyFigure']
  outdated: boolean
  withLabel?: boolean
}

/** The one figure of a service and its last hour. */
export function KeyFigure({ figure, outdated, withLabel = false }: KeyFigureProps) {
  if (figure === null) return <NoValue reason="The documents name no figure for it" />
  const { label, value, unit, sparkline, metric } = figure
  return (
    <span className="inline-flex min-w-0 items-center gap-2" title={`${label} (${metric})`}>
      {sparkline.length > 0 ? (
        <Sparkline label={`${label}, last hour`} points={sparkline.map(([, point]) => point)} unit={unit} width={72} />
      ) : null}
      <NumberText
        value={value}
        unit={unit}
        reason={`Prometheus has no ${metric}`}
        className={outdated ? 'text-stale-text' : undefined}
      />
      {withLabel ? <span className="truncate text-xs text-muted">{label}</span> : null}
    </span>
  )
}
