import { classNames } from '@/components/ui/class-names'
import { NoValue } from '@/components/ui/no-value'
import { formatValue } from '@/lib/format/value'
import { sparklinePath } from './sparkline-path'

type SparklineProps = {
  /** What it shows: "Calls per second, last hour". */
  label: string
  /** Evenly spaced, oldest first; null where nothing was measured. */
  points: readonly (number | null)[]
  unit?: string | null
  width?: number
  height?: number
  className?: string
}

/** A line in the size of a word, for the shape only; its last, lowest and highest value are read out. */
export function Sparkline({ label, points, unit = null, width = 96, height = 20, className }: SparklineProps) {
  const path = sparklinePath(points, width, height)
  if (path === null) return <NoValue reason={`${label}: no data`} className={className} />
  const finite = points.flatMap((value) => (value !== null && Number.isFinite(value) ? [value] : []))
  const [last, low, high] = [finite.at(-1) ?? null, Math.min(...finite), Math.max(...finite)].map((value) =>
    formatValue(value, unit),
  )
  return (
    <svg
      viewBox={`0 0 ${width} ${height}`}
      width={width}
      height={height}
      role="img"
      aria-label={`${label}: last ${last}, lowest ${low}, highest ${high}`}
      className={classNames('shrink-0 overflow-visible', className)}
    >
      <path
        d={path}
        fill="none"
        stroke="var(--series-1)"
        strokeWidth={1.25}
        strokeLinejoin="round"
        strokeLinecap="round"
      />
    </svg>
  )
}
