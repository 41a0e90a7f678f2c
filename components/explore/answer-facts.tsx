'use client'

import { ExactTime, RelativeTime } from '@/components/ui/relative-time'
import { useTimeZone } from '@/components/ui/time-zone'
import type { AnsweredQuery } from '@/lib/explore/schema'
import { formatDuration } from '@/lib/format/duration'
import { formatNumber } from '@/lib/format/number'
import { formatInstant, formatMinute } from '@/lib/format/time'

/** To the minute, which is enough to know the range; the exact time on hover. */
function Minute({ atSeconds }: { atSeconds: number }) {
  const { zone } = useTimeZone()
  const atMs = atSeconds * 1000
  return (
    <time dateTime={new Date(atMs).toISOString()} title={formatInstant(atMs, zone)} className="mono">
      {formatMinute(atMs, zone)}
    </time>
  )
}

function EvaluatedAt({ result, observedAt }: Pick<AnsweredQuery, 'result' | 'observedAt'>) {
  if (result.kind === 'range') {
    return (
      <span>
        <Minute atSeconds={result.startSeconds} /> to <Minute atSeconds={result.endSeconds} />, a point each{' '}
        {formatDuration(result.stepSeconds)}
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

/** Whose answer this is, of when, and what it took. `isOld`: the next question has been asked, and this answers the one before. */
export function AnswerFacts({ answer, isOld }: { answer: AnsweredQuery; isOld: boolean }) {
  const { result, totalRows, region, durationMs, cost, observedAt } = answer
  const shown = result.kind === 'range' || result.kind === 'vector' ? result.rows.length : 1
  return (
    <p className="flex flex-wrap gap-x-3 gap-y-0.5 text-xs text-muted" data-answer={isOld ? undefined : answer.query}>
      {isOld ? <span className="font-medium text-stale-text">Answer to the question before</span> : null}
      <span>
        Data as of <ExactTime at={observedAt} clock className="mono" /> from {region}
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
