import { ExactTime, RelativeTime } from '@/components/ui/relative-time'
import type { AnsweredQuery } from '@/lib/explore/schema'
import { formatDuration } from '@/lib/format/duration'
import { formatNumber } from '@/lib/format/number'

function EvaluatedAt({ result, observedAt }: Pick<AnsweredQuery, 'result' | 'observedAt'>) {
  if (result.kind === 'range') {
    return (
      <span>
        <ExactTime at={result.startSeconds * 1000} className="mono" /> to{' '}
        <ExactTime at={result.endSeconds * 1000} className="mono" />, a point each {formatDuration(result.stepSeconds)}
      </span>
    )
  }
  const at = result.kind === 'string' ? observedAt : result.timeSeconds * 1000
  return (
    <span>
      evaluated at <ExactTime at={at} className="mono" />, <RelativeTime at={at} />
    </span>
  )
}

/** Whose answer this is, of when, and what it took. */
export function AnswerFacts({ answer }: { answer: AnsweredQuery }) {
  const { result, totalRows, region, durationMs, cost, observedAt } = answer
  const shown = result.kind === 'range' || result.kind === 'vector' ? result.rows.length : 1
  return (
    <p className="flex flex-wrap gap-x-3 gap-y-0.5 text-xs text-muted" data-answer={answer.query}>
      <span>
        Data as of <ExactTime at={observedAt} clock className="mono" /> from Prometheus of {region}
      </span>
      <EvaluatedAt result={result} observedAt={observedAt} />
      <span className={shown < totalRows ? 'font-medium text-ink' : undefined}>
        {shown < totalRows
          ? `largest ${formatNumber(shown)} of ${formatNumber(totalRows)} series`
          : `${formatNumber(totalRows)} series`}
      </span>
      {cost && cost.series > 0 ? <span>read {formatNumber(cost.series)}</span> : null}
      <span>{formatDuration(durationMs / 1000)}</span>
    </p>
  )
}
