import { Play, RotateCw } from 'lucide-react'
import { Button } from '@/components/ui/button'
import { Notice } from '@/components/ui/notice'
import type { QueryAnswer } from '@/lib/explore/schema'
import { formatNumber } from '@/lib/format/number'

type Trouble = Exclude<QueryAnswer, { outcome: 'answered' }>

function Costly({
  answer,
  onRunAnyway,
}: {
  answer: Extract<Trouble, { outcome: 'too-costly' }>
  onRunAnyway: () => void
}) {
  const selectors = answer.cost?.selectors ?? []
  return (
    <Notice
      tone="warning"
      title={answer.overridable ? 'Not run yet: it reads a lot' : 'Not run: it reads too much'}
      action={
        answer.overridable ? (
          <Button size="sm" icon={<Play aria-hidden className="size-3.5" />} onClick={onRunAnyway}>
            Run anyway
          </Button>
        ) : undefined
      }
    >
      <p>{answer.message}</p>
      {selectors.length > 0 ? (
        <ul aria-label="What it reads" className="flex flex-col">
          {selectors.slice(0, 5).map(({ text, series }) => (
            <li key={text} className="flex gap-2">
              <span className="mono shrink-0 text-ink">{formatNumber(series)}</span>
              <code className="mono min-w-0 truncate" title={text}>
                {text}
              </code>
            </li>
          ))}
        </ul>
      ) : null}
      <p>{answer.action}</p>
    </Notice>
  )
}

type QueryTroubleProps = { answer: Trouble; onRunAnyway: () => void; onRunAgain: () => void }

/** Why there is no result although Prometheus could be asked: what happened, in its own words where it has some, and what to do. */
export function QueryTrouble({ answer, onRunAnyway, onRunAgain }: QueryTroubleProps) {
  if (answer.outcome === 'too-costly') return <Costly answer={answer} onRunAnyway={onRunAnyway} />
  if (answer.outcome === 'timed-out') {
    return (
      <Notice
        tone="warning"
        title="It took too long"
        action={
          <Button size="sm" icon={<RotateCw aria-hidden className="size-3.5" />} onClick={onRunAgain}>
            Run again
          </Button>
        }
      >
        <p>
          {answer.message} {answer.action}
        </p>
      </Notice>
    )
  }
  const { position, message } = answer
  return (
    <Notice tone="failed" title="Prometheus does not accept this expression">
      <p>
        {position ? `Line ${position.line}, column ${position.column}: ` : null}
        <code className="mono break-words">{message}</code>
      </p>
    </Notice>
  )
}
