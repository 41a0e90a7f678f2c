import { Button } from '@/components/ui/button'
import { useNow } from '@/components/ui/clock'
import { Notice } from '@/components/ui/notice'
import { formatNumber } from '@/lib/format/number'
import { rowsAreGone } from '@/lib/imports/model'
import { type ReversalCode, reversalSentences } from '@/lib/imports/vocabulary'
import { rowsText } from '../import-words'
import type { AfterPanelProps } from './after-panel'
import { canDecide } from './import-acts'
import { keptBackOf } from './row-tabs'

type KeptBackNoticeProps = Pick<AfterPanelProps, 'record' | 'acts' | 'onShow' | 'onUndo'> & { canImport: boolean }

/** Rows that the undo left alone, why, and what can be decided about them. */
export function KeptBackNotice({ record, acts, canImport, onShow, onUndo }: KeptBackNoticeProps) {
  const isGone = rowsAreGone(record, useNow(60_000))
  const kept = keptBackOf(record)
  if (kept === 0) return null
  const reasons = Object.entries(record.reversals).filter(([code, count = 0]) => code !== 'reverted' && count > 0)
  const decidable = record.reversals['changed-since-import'] ?? 0
  return (
    <Notice
      tone="warning"
      title={`${rowsText(kept)} ${kept === 1 ? 'was' : 'were'} kept back`}
      action={
        isGone ? undefined : (
          <div className="flex flex-wrap gap-2">
            <Button size="sm" onClick={() => onShow('kept')}>
              Show {kept === 1 ? 'it' : 'them'}
            </Button>
            {canImport && decidable > 0 && canDecide(record) ? (
              <Button size="sm" disabled={acts.busy} onClick={() => onUndo({ kind: 'kept', count: decidable })}>
                Take {decidable === kept ? 'all' : formatNumber(decidable)} back anyway
              </Button>
            ) : null}
          </div>
        )
      }
    >
      <ul>
        {reasons.map(([code, count = 0]) => (
          <li key={code}>
            {formatNumber(count)}: {reversalSentences[code as ReversalCode] ?? code}
          </li>
        ))}
      </ul>
      {canDecide(record) ? null : (
        <p>They can be decided on once the undo is at its end: “Try again” goes on with it.</p>
      )}
    </Notice>
  )
}
