import type { ImportRowFilter } from '@/lib/imports/queries'
import type { MailboxImport } from '@/lib/imports/schema'
import { type RowOutcome, rowOutcomes } from '@/lib/imports/vocabulary'
import { rowOutcomeLook } from '../import-words'

/** Parts of an import's rows, as they stand in the address. */
export const rowTabs = ['all', ...rowOutcomes, 'conflict', 'kept'] as const
export type RowTab = (typeof rowTabs)[number]

/** `count` is null where the server's figures do not tell it. */
export type RowTabLook = { value: RowTab; label: string; count: number | null }

type Counted = Pick<MailboxImport, 'rows' | 'counts' | 'results' | 'reversals'>

/** What a row that could not be applied after all may have been meant to do. */
const meantBy: Readonly<Record<string, readonly RowOutcome[]>> = {
  'created-since-check': ['create'],
  'profile-deleted-since-check': ['create', 'change'],
  'greeting-without-audio': ['change'],
  'changed-since-check': ['change', 'delete'],
  'deleted-since-check': ['change', 'delete'],
}
const applying: readonly RowOutcome[] = ['create', 'change', 'delete']

/**
 * Rows by outcome as they stand now: one that could not be applied is refused from then on. Which of the check's counts it is missing
 * from follows from its code, or is not known (null).
 */
export function outcomesNow({ counts, results }: Counted): Readonly<Record<RowOutcome, number | null>> {
  const now: Record<RowOutcome, number | null> = {
    create: counts.create ?? 0,
    change: counts.change ?? 0,
    unchanged: counts.unchanged ?? 0,
    delete: counts.delete ?? 0,
    refused: counts.refused ?? 0,
  }
  for (const [code, count = 0] of Object.entries(results)) {
    if (code === 'applied' || count === 0) continue
    now.refused = (now.refused ?? 0) + count
    const possible = (meantBy[code] ?? applying).filter((outcome) => (counts[outcome] ?? 0) > 0)
    const [only] = possible
    for (const outcome of possible) {
      const before = now[outcome]
      now[outcome] = outcome === only && possible.length === 1 && before !== null ? before - count : null
    }
  }
  return now
}

function sumBut(counts: Partial<Record<string, number>>, word: string): number {
  return Object.entries(counts).reduce((sum, [code, count = 0]) => (code === word ? sum : sum + count), 0)
}

/** Rows that could not be applied after all. */
export const conflictsOf = ({ results }: Pick<Counted, 'results'>) => sumBut(results, 'applied')

/** Rows that were applied and could not be taken back. */
export const keptBackOf = ({ reversals }: Pick<Counted, 'reversals'>) => sumBut(reversals, 'reverted')

/** The tabs over an import's rows. Conflicts and what was kept back have one once there are any, or when it is the open one. */
export function tabsOf(record: Counted, open: RowTab): RowTabLook[] {
  const now = outcomesNow(record)
  const conflicts = conflictsOf(record)
  const kept = keptBackOf(record)
  return [
    { value: 'all', label: 'All', count: record.rows },
    ...rowOutcomes.map((value) => ({ value, label: rowOutcomeLook[value].label, count: now[value] })),
    ...(conflicts > 0 || open === 'conflict'
      ? [{ value: 'conflict' as const, label: 'Conflicts', count: conflicts }]
      : []),
    ...(kept > 0 || open === 'kept' ? [{ value: 'kept' as const, label: 'Kept back', count: kept }] : []),
  ]
}

/** What the server is asked for a tab. */
export function filterOf(tab: RowTab): ImportRowFilter {
  switch (tab) {
    case 'all':
      return {}
    case 'conflict':
    case 'kept':
      return { only: tab }
    default:
      return { outcome: tab }
  }
}
