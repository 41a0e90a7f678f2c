'use client'

import { Info } from 'lucide-react'
import { IconButton } from '@/components/ui/icon-button'
import { Popover } from '@/components/ui/popover'
import type { MetricRow } from '@/lib/services/schema'
import { figureExplained } from './metric-words'
import { PromqlExpression } from './promql-popover'

/** All that is known of one metric: what it counts, how it is read and why, and what to ask for more. */
export function MetricDetails({ row, region }: { row: MetricRow; region: string }) {
  const said = [
    ...(row.missing ? [row.missing.note] : []),
    ...(row.figure ? [`${figureExplained(row.figure, row.figureUnit)}.`] : []),
    ...row.notes,
  ]
  return (
    <Popover
      align="end"
      label={`About ${row.name}`}
      trigger={<IconButton size="sm" label={`About ${row.name}`} icon={<Info aria-hidden className="size-4" />} />}
    >
      <div className="flex max-w-lg flex-col gap-2 text-sm">
        <p className="mono text-xs font-medium break-all">{row.name}</p>
        <p>{row.description}</p>
        {said.map((sentence) => (
          <p key={sentence} className="text-xs text-muted">
            {sentence}
          </p>
        ))}
        {row.labels.length > 0 ? <p className="text-xs text-muted">Labels: {row.labels.join(', ')}.</p> : null}
        <PromqlExpression expression={row.query} region={region} />
      </div>
    </Popover>
  )
}
