import { StatusDot } from '@/components/status/status-badge'
import type { GaugeCell as Cell } from '@/lib/services/schema'

function explain({ metric, word, raw, seriesCount, worstCount }: Cell): string {
  if (raw === null) return `${metric}: no data`
  const share = seriesCount > 1 ? `, ${worstCount} of ${seriesCount} series` : ''
  return `${metric}: ${word} (${raw})${share}`
}

/** One gauge of one pod: icon for the status, the raw value beside it, the words on hover and for screen readers. */
export function GaugeCell({ cell }: { cell: Cell | undefined }) {
  if (!cell) return null
  const text = explain(cell)
  return (
    <span title={text} className="inline-flex items-center gap-1 whitespace-nowrap">
      <StatusDot status={cell.status} size="sm" label={text} />
      <span aria-hidden className="mono text-xs text-muted">
        {cell.raw ?? ''}
      </span>
    </span>
  )
}
