'use client'

import { RotateCw } from 'lucide-react'
import dynamic from 'next/dynamic'
import { AnswerFacts } from '@/components/explore/answer-facts'
import { QueryExamples } from '@/components/explore/query-examples'
import { QueryTrouble } from '@/components/explore/query-trouble'
import { QueryState } from '@/components/query-state/query-state'
import { BusyLine } from '@/components/ui/busy-line'
import { Button } from '@/components/ui/button'
import { Notice } from '@/components/ui/notice'
import { SkeletonBlock } from '@/components/ui/skeleton'
import { usePreload } from '@/components/ui/use-preload'
import type { AnsweredQuery } from '@/lib/explore/schema'
import type { Explore } from './use-explore'

// Charts and tables are no part of the first load: a question has to be answered before either is needed.
const loadRangeResult = () => import('@/components/explore/range-result').then((module) => module.RangeResult)
const loadInstantResult = () => import('@/components/explore/instant-result').then((module) => module.InstantResult)
const loading = () => <SkeletonBlock label="Drawing the answer" className="h-96" />
const RangeResult = dynamic(loadRangeResult, { ssr: false, loading })
const InstantResult = dynamic(loadInstantResult, { ssr: false, loading })

type AnsweredProps = { answer: AnsweredQuery; explore: Explore; isOld: boolean }

function Answered({ answer, explore, isOld }: AnsweredProps) {
  const { result, totalRows, unit, warnings } = answer
  return (
    <>
      <AnswerFacts answer={answer} isOld={isOld} />
      {warnings.length > 0 ? (
        <Notice tone="warning" title="Prometheus says">
          {warnings.slice(0, 5).map((warning) => (
            <p key={warning}>{warning}</p>
          ))}
        </Notice>
      ) : null}
      {result.kind === 'range' ? (
        <RangeResult
          result={result}
          query={answer.query}
          totalRows={totalRows}
          unit={unit}
          view={explore.params.view}
          onZoom={explore.time.zoomTo}
        />
      ) : (
        <InstantResult result={result} totalRows={totalRows} unit={unit} />
      )}
    </>
  )
}

/** The last answer, marked while the next one is on its way; or why there is none. */
export function QueryAnswerView({ explore }: { explore: Explore }) {
  const { asked, answer } = explore
  usePreload(loadRangeResult)
  usePreload(loadInstantResult)
  if (asked === null) return <QueryExamples onExample={explore.ask} />
  const isOld = answer.isPlaceholderData
  const isCancelled = !answer.isFetching && (isOld || (answer.isPending && answer.error === null))
  const again = () => void answer.refetch()
  return (
    <section aria-label="Answer" aria-busy={answer.isFetching} className="flex min-w-0 flex-col gap-2">
      {isCancelled ? (
        <Notice
          tone="info"
          title="Cancelled"
          action={
            <Button size="sm" icon={<RotateCw aria-hidden className="size-3.5" />} onClick={again}>
              Run again
            </Button>
          }
        >
          <p>Prometheus has been told to stop.{isOld ? ' Below is the answer to the question before.' : ''}</p>
        </Notice>
      ) : null}
      {isCancelled && !isOld ? null : (
        <QueryState
          query={answer}
          what="figures"
          loading={<SkeletonBlock label="Prometheus is working" className="h-96" />}
        >
          {(data) => (
            <div className="relative flex min-w-0 flex-col gap-2">
              {isOld && answer.isFetching ? <BusyLine /> : null}
              {data.outcome === 'answered' ? (
                <Answered answer={data} explore={explore} isOld={isOld} />
              ) : (
                <QueryTrouble answer={data} onRunAnyway={explore.runAnyway} onRunAgain={again} />
              )}
            </div>
          )}
        </QueryState>
      )}
    </section>
  )
}
