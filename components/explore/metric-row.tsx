import { CircleDashed, CircleQuestionMark } from 'lucide-react'
import { classNames } from '@/components/ui/class-names'
import type { MetricEntry } from '@/lib/explore/schema'

const absenceText = {
  'first-event': 'Appears with its first event',
  'alerts-only': 'Only alerts name it; it may not exist',
} as const

function Presence({ metric }: { metric: MetricEntry }) {
  if (metric.presence === 'present') return null
  const missing = metric.presence === 'missing'
  const Icon = missing ? CircleDashed : CircleQuestionMark
  const why = missing && metric.absence ? absenceText[metric.absence] : null
  return (
    <span className="inline-flex shrink-0 items-center gap-1 text-no-data-text" title={why ?? undefined}>
      <Icon aria-hidden className="size-3" />
      {missing ? 'missing' : 'not known'}
      {why ? <span className="sr-only">: {why}</span> : null}
    </span>
  )
}

type MetricRowProps = {
  metric: MetricEntry
  isFocusable: boolean
  isCurrent: boolean
  onPick: (metric: MetricEntry) => void
}

/** One metric: a click shows its chart. */
export function MetricRow({ metric, isFocusable, isCurrent, onPick }: MetricRowProps) {
  const facts = [metric.kind, metric.unit, metric.indicator].filter((fact) => fact !== null && fact !== 'unknown')
  return (
    <button
      type="button"
      data-metric={metric.id}
      tabIndex={isFocusable ? 0 : -1}
      aria-current={isCurrent || undefined}
      title={`${metric.name}\n${metric.help ?? 'Prometheus knows no description.'}\n${metric.query}`}
      onClick={() => onPick(metric)}
      className={classNames(
        'flex h-full w-full min-w-0 flex-col justify-center rounded-inner px-2 text-left focus-visible:-outline-offset-2',
        isCurrent ? 'bg-accent-tint' : 'hover:bg-sunken',
      )}
    >
      <span className={classNames('mono w-full truncate text-sm', metric.presence === 'missing' && 'text-muted')}>
        {metric.name}
      </span>
      <span className="flex w-full min-w-0 gap-2 text-xs text-muted">
        <Presence metric={metric} />
        <span className="shrink-0">{facts.join(' · ')}</span>
        <span className="truncate">{metric.help}</span>
      </span>
    </button>
  )
}
