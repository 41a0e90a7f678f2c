import { Check, CircleDashed, ShieldAlert, TriangleAlert, Undo2 } from 'lucide-react'
import type { ReactNode } from 'react'
import { Button } from '@/components/ui/button'
import { NoValue } from '@/components/ui/no-value'
import type { ImportRow } from '@/lib/imports/schema'
import { VisibleValue } from './visible-value'

type RowResultProps = {
  row: ImportRow
  /** Said of a row whose turn has not come. */
  pending: string
  /** Absent when nothing can be decided now. */
  onTakeBack?: (row: ImportRow) => void
}

function Word({ icon, children, className }: { icon: ReactNode; children: ReactNode; className: string }) {
  return (
    <span className={`inline-flex items-center gap-1 [&>svg]:size-3.5 [&>svg]:shrink-0 ${className}`}>
      {icon}
      {children}
    </span>
  )
}

/** What can be decided about a row that was kept back, by why it was. */
const keptActs: Readonly<Record<string, string>> = {
  'changed-since-import': 'Take back anyway',
  'number-taken': 'Try again',
  'greeting-gone': 'Try again',
}

/** What became of a row when it was applied, or taken back. */
export function RowResult({ row, pending, onTakeBack }: RowResultProps) {
  const { result, reversal, outcome, sentence, number } = row
  if (reversal === 'reverted') {
    return (
      <Word icon={<Undo2 aria-hidden />} className="text-muted">
        Taken back
      </Word>
    )
  }
  if (reversal !== null) {
    const act = keptActs[reversal]
    return (
      <div className="flex flex-col items-start gap-1">
        <Word icon={<ShieldAlert aria-hidden />} className="text-degraded-text">
          Kept back
        </Word>
        <span>
          {sentence} <span className="mono text-xs text-muted">{reversal}</span>
        </span>
        {reversal === 'number-taken' && number !== null ? (
          <span>
            Free the number <VisibleValue text={number} />: delete the mailbox that has it, or give it another one.
          </span>
        ) : null}
        {reversal === 'greeting-gone' ? (
          <span>Upload one on the mailbox’s Greetings tab, or leave the mailbox as it is.</span>
        ) : null}
        {onTakeBack && act ? (
          <Button size="sm" onClick={() => onTakeBack(row)}>
            {act}
          </Button>
        ) : null}
      </div>
    )
  }
  if (result === 'applied') {
    return (
      <Word icon={<Check aria-hidden />} className="text-ok-text">
        Applied
      </Word>
    )
  }
  if (result !== null) {
    return (
      <Word icon={<TriangleAlert aria-hidden />} className="text-degraded-text">
        Conflict
      </Word>
    )
  }
  if (outcome === 'unchanged' || outcome === 'refused') return <NoValue reason="There was nothing to apply" />
  return (
    <Word icon={<CircleDashed aria-hidden />} className="text-muted">
      {pending}
    </Word>
  )
}
