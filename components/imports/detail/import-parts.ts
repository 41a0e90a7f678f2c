import type { StatusWord } from '@/lib/catalogue/schema'
import type { MailboxImport } from '@/lib/imports/schema'
import { rowOutcomes } from '@/lib/imports/vocabulary'
import { rowOutcomeLook, rowsToApply } from '../import-words'
import { isTakingBack, sumOf } from './import-progress'
import { conflictsOf, type RowTab } from './row-tabs'

/** A share of the rows: all parts together are the rows of the file. */
export type Part = { key: string; label: string; count: number; tone: StatusWord; tab: RowTab | null; hint?: string }

type Counted = Pick<MailboxImport, 'state' | 'direction' | 'counts' | 'results' | 'reversals'>

/** States in which the turn of the other rows still comes. */
const going = new Set<MailboxImport['state']>(['queued', 'applying', 'paused'])

/** What the check found. */
export function checkParts({ counts }: Pick<Counted, 'counts'>): Part[] {
  return rowOutcomes.map((outcome) => ({
    key: outcome,
    label: rowOutcomeLook[outcome].planned,
    count: counts[outcome] ?? 0,
    tone: rowOutcomeLook[outcome].tone,
    tab: outcome,
  }))
}

/** What became of the rows, once they were to be applied. */
export function resultParts(record: Counted): Part[] {
  const { state, counts, results, reversals } = record
  const applied = results.applied ?? 0
  const reverted = reversals.reverted ?? 0
  const conflicts = conflictsOf(record)
  const notReached = rowsToApply(record) - sumOf(results)
  return [
    {
      key: 'applied',
      label: reverted > 0 ? 'still applied' : 'applied',
      count: applied - reverted,
      tone: 'ok',
      tab: null,
    },
    ...(sumOf(reversals) > 0
      ? [{ key: 'reverted', label: 'taken back', count: reverted, tone: 'paused' as const, tab: null }]
      : []),
    ...(notReached > 0
      ? [
          {
            key: 'not-reached',
            label: going.has(state) && !isTakingBack(record) ? 'to go' : 'not applied',
            count: notReached,
            tone: 'stale' as const,
            tab: null,
          },
        ]
      : []),
    { key: 'unchanged', label: 'unchanged', count: counts.unchanged ?? 0, tone: 'no-data', tab: 'unchanged' },
    {
      key: 'conflict',
      label: conflicts === 1 ? 'conflict' : 'conflicts',
      count: conflicts,
      tone: 'degraded',
      tab: 'conflict',
      hint: 'Fine at the check, refused when their turn came',
    },
    {
      key: 'refused',
      label: 'refused',
      count: counts.refused ?? 0,
      tone: 'failing',
      tab: 'refused',
      hint: 'Refused at the check',
    },
  ]
}
