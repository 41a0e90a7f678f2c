'use client'

import { Pencil, Trash2, Undo2, X } from 'lucide-react'
import { Button } from '@/components/ui/button'
import { mailboxesText, mailboxesThat } from '@/components/voicemail/mailbox-words'
import { formatNumber } from '@/lib/format/number'
import type { BulkAct } from './bulk-dialog'
import type { Selection } from './mailbox-selection'

type BulkBarProps = {
  selection: Selection
  /** How many are chosen; null while that is counted. */
  count: number | null
  /** How many match in all. */
  total: number | null
  showsDeleted: boolean
  onAct: (act: BulkAct) => void
  onAll: () => void
  onClear: () => void
}

function chosenText({ selection, count }: Pick<BulkBarProps, 'selection' | 'count'>): string {
  if (count === null) return 'Counting what is chosen …'
  if (selection.kind === 'chosen') return `${mailboxesText(count)} chosen`
  const except = selection.except.size
  return except === 0
    ? count === 1
      ? mailboxesThat(count, 'match')
      : `All ${mailboxesText(count)} that match`
    : `${mailboxesText(count)}: all that match but ${formatNumber(except)}`
}

/** What is chosen, and what can be done with it. */
export function BulkBar(props: BulkBarProps) {
  const { selection, count, total, showsDeleted, onAct, onAll, onClear } = props
  const none = count === 0
  const icon = 'size-4'
  return (
    <section
      aria-label="Chosen mailboxes"
      className="mb-2 flex flex-wrap items-center gap-2 rounded-box bg-accent-tint px-3 py-1.5"
    >
      <p aria-live="polite" className="mr-2 text-sm font-medium">
        {chosenText(props)}
      </p>
      {showsDeleted ? (
        <Button
          size="sm"
          disabled={none}
          icon={<Undo2 aria-hidden className={icon} />}
          onClick={() => onAct('restore')}
        >
          Restore
        </Button>
      ) : (
        <>
          <Button
            size="sm"
            disabled={none}
            icon={<Pencil aria-hidden className={icon} />}
            onClick={() => onAct('edit')}
          >
            Change settings
          </Button>
          <Button
            size="sm"
            disabled={none}
            icon={<Trash2 aria-hidden className={icon} />}
            onClick={() => onAct('delete')}
          >
            Delete
          </Button>
        </>
      )}
      {selection.kind === 'chosen' && total !== null && total > selection.ids.size ? (
        <Button size="sm" variant="quiet" onClick={onAll}>
          Choose all {formatNumber(total)} that match
        </Button>
      ) : null}
      <Button size="sm" variant="quiet" icon={<X aria-hidden className={icon} />} onClick={onClear}>
        Choose none
      </Button>
    </section>
  )
}
