import {
  Ban,
  CircleCheck,
  CirclePause,
  Columns3,
  FileSearch,
  FileX2,
  Hourglass,
  ListChecks,
  type LucideIcon,
  OctagonX,
  PencilLine,
  Play,
  Plus,
  Trash2,
  Undo2,
  Upload,
} from 'lucide-react'
import type { StatusWord } from '@/lib/catalogue/schema'
import { formatBytes } from '@/lib/format/bytes'
import { formatDuration } from '@/lib/format/duration'
import { formatNumber } from '@/lib/format/number'
import type { MailboxImport } from '@/lib/imports/schema'
import { type ImportState, type RowOutcome, rowOutcomes } from '@/lib/imports/vocabulary'

type Look = { label: string; icon: LucideIcon; tone: StatusWord }

/** How each state of an import reads: icon and word always go together, the colours are those of the status words. */
export const importStateLook: Readonly<Record<ImportState, Look>> = {
  // Whether a browser sends right now nobody knows; that bytes are missing is sure.
  uploading: { label: 'Upload not finished', icon: Upload, tone: 'paused' },
  checking: { label: 'Checking', icon: FileSearch, tone: 'starting' },
  mapping: { label: 'Columns to name', icon: Columns3, tone: 'degraded' },
  unreadable: { label: 'Cannot be read', icon: FileX2, tone: 'failing' },
  checked: { label: 'Checked, not applied', icon: ListChecks, tone: 'starting' },
  queued: { label: 'Waiting', icon: Hourglass, tone: 'paused' },
  applying: { label: 'Applying', icon: Play, tone: 'starting' },
  paused: { label: 'Paused', icon: CirclePause, tone: 'paused' },
  reverting: { label: 'Taking back', icon: Undo2, tone: 'starting' },
  done: { label: 'Applied', icon: CircleCheck, tone: 'ok' },
  cancelled: { label: 'Cancelled', icon: Ban, tone: 'no-data' },
  undone: { label: 'Undone', icon: Undo2, tone: 'no-data' },
  failed: { label: 'Failed', icon: OctagonX, tone: 'failing' },
}

type OutcomeLook = Look & {
  /** Behind a count before it was applied, and after. */
  planned: string
  done: string
}

/** How each outcome of a row reads. */
export const rowOutcomeLook: Readonly<Record<RowOutcome, OutcomeLook>> = {
  create: { label: 'Create', planned: 'to create', done: 'created', icon: Plus, tone: 'ok' },
  change: { label: 'Change', planned: 'to change', done: 'changed', icon: PencilLine, tone: 'starting' },
  unchanged: { label: 'Unchanged', planned: 'unchanged', done: 'unchanged', icon: CircleCheck, tone: 'no-data' },
  delete: { label: 'Delete', planned: 'to delete', done: 'deleted', icon: Trash2, tone: 'degraded' },
  refused: { label: 'Refused', planned: 'refused', done: 'refused', icon: OctagonX, tone: 'failing' },
}

/** `1 row`, `12,340 rows`. */
export function rowsText(count: number): string {
  return `${formatNumber(count)} ${count === 1 ? 'row' : 'rows'}`
}

/** `Waits for 2 imports before it`; null when none is. */
export function queueText({ ahead }: Pick<MailboxImport, 'ahead'>): string | null {
  if (ahead === 0) return null
  return `Waits for ${ahead === 1 ? 'the import' : `${formatNumber(ahead)} imports`} before it`
}

const changing: readonly RowOutcome[] = ['create', 'change', 'delete']

/** Rows that the check found something to do for. */
export function rowsToApply({ counts }: Pick<MailboxImport, 'counts'>): number {
  return changing.reduce((sum, outcome) => sum + (counts[outcome] ?? 0), 0)
}

/** True once every row that was to be applied is, so that the counts of the check tell what was done. */
export function isAllApplied({ state, counts, results }: Pick<MailboxImport, 'state' | 'counts' | 'results'>): boolean {
  return state === 'done' && (results.applied ?? 0) === rowsToApply({ counts })
}

/** `40 created · 3 unchanged · 2 refused`: what there is, in the order of the vocabulary. Empty before the check. */
export function countsText(record: Pick<MailboxImport, 'state' | 'counts' | 'results'>): string {
  const tense = isAllApplied(record) ? 'done' : 'planned'
  return rowOutcomes
    .flatMap((outcome) => {
      const count = record.counts[outcome] ?? 0
      return count > 0 ? [`${formatNumber(count)} ${rowOutcomeLook[outcome][tense]}`] : []
    })
    .join(' · ')
}

export type ImportProgress = {
  /** 0 to 1. */
  share: number
  text: string
}

/** How far an import is in what it is doing now; null while nothing moves. */
export function importProgress(
  record: Pick<MailboxImport, 'state' | 'receivedBytes' | 'checkedBytes' | 'sizeBytes' | 'done' | 'rows'>,
): ImportProgress | null {
  const part = (share: number, whole: number) => (whole === 0 ? 0 : Math.min(1, share / whole))
  switch (record.state) {
    case 'uploading':
      return {
        share: part(record.receivedBytes, record.sizeBytes),
        text: `${formatBytes(record.receivedBytes)} of ${formatBytes(record.sizeBytes)} here`,
      }
    case 'checking':
      return {
        share: part(record.checkedBytes, record.sizeBytes),
        text: `${formatBytes(record.checkedBytes)} of ${formatBytes(record.sizeBytes)} read`,
      }
    case 'applying':
    case 'paused':
      return {
        share: part(record.done, record.rows),
        text: `${formatNumber(record.done)} of ${rowsText(record.rows)}`,
      }
    default:
      return null
  }
}

/** `3.2 MiB/s`. */
export function byteRateText(bytesPerSecond: number): string {
  return `${formatBytes(bytesPerSecond)}/s`
}

/** `about 12 s left`. */
export function leftText(seconds: number): string {
  return `about ${formatDuration(Math.max(1, Math.round(seconds)))} left`
}
