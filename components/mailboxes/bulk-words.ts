import { mailboxesText } from '@/components/voicemail/mailbox-words'
import { formatDuration } from '@/lib/format/duration'
import { formatNumber } from '@/lib/format/number'
import type { BulkCounts, BulkEdit } from '@/lib/mailboxes/bulk-schema'
import { bulkLimits, bulkOutcomes, leftAloneBecause } from '@/lib/mailboxes/bulk-vocabulary'
import { mailboxSettingLabels, mailboxSettings } from '@/lib/mailboxes/vocabulary'
import { fieldText, type ProfileNames } from './mailbox-words'

/** What a bulk edit does, on one line: `Locale: de-CH · Time Zone: reset to inherited`. */
export function changeText({ change }: Pick<BulkEdit, 'change'>, profiles: ProfileNames): string {
  switch (change.kind) {
    case 'delete':
      return 'Delete'
    case 'restore':
      return 'Restore'
    case 'replace-profile':
      return `Delete the profile ${change.profileName}: its mailboxes get ${change.replacementName}`
    case 'undo':
      return 'Undo of an earlier bulk edit'
    case 'edit': {
      const { values } = change
      const parts = mailboxSettings.flatMap((setting) => {
        const value = values[setting]
        if (value === undefined) return []
        const text = value === null ? 'reset to inherited' : fieldText(setting, value, profiles)
        return [`${mailboxSettingLabels[setting]}: ${text}`]
      })
      return parts.join(' · ')
    }
  }
}

export type BulkProgress = {
  /** 0 to 1; null while it is not known how many there are. */
  share: number | null
  perSecond: number | null
  secondsLeft: number | null
  /** Nothing has moved for so long that something must be wrong. */
  stalledSeconds: number | null
}

const stalledAfterSeconds = 15

const secondsBetween = (from: string, to: string) => (Date.parse(to) - Date.parse(from)) / 1000

/** How far a bulk edit is and how long it will take, from its own times and the server's clock. */
export function bulkProgress(
  edit: Pick<BulkEdit, 'state' | 'done' | 'total' | 'startedAt' | 'advancedAt' | 'observedAt'>,
): BulkProgress {
  const still = secondsBetween(edit.advancedAt, edit.observedAt)
  const stalledSeconds = still > stalledAfterSeconds ? still : null
  if (edit.state === 'collecting' || !edit.startedAt) {
    return { share: null, perSecond: null, secondsLeft: null, stalledSeconds }
  }
  const worked = secondsBetween(edit.startedAt, edit.advancedAt)
  const perSecond = worked > 0 && edit.done > 0 ? edit.done / worked : null
  return {
    share: edit.total === 0 ? 1 : edit.done / edit.total,
    perSecond,
    secondsLeft: perSecond === null || stalledSeconds !== null ? null : (edit.total - edit.done) / perSecond,
    stalledSeconds,
  }
}

/** `1,200 of 12,340 · 4,100 per second · about 3 s left`. */
export function progressText(edit: Parameters<typeof bulkProgress>[0]): string {
  const { perSecond, secondsLeft, stalledSeconds } = bulkProgress(edit)
  if (stalledSeconds !== null) {
    return `No worker has gone on with it for ${formatDuration(Math.round(stalledSeconds))}; one that starts takes it up where it stands.`
  }
  if (!edit.startedAt) return 'Waits for the worker.'
  if (edit.state === 'collecting') return `Finding the mailboxes: ${formatNumber(edit.total)} so far.`
  const rate = perSecond === null ? '' : ` · ${formatNumber(Math.round(perSecond))} per second`
  const left = secondsLeft === null ? '' : ` · about ${formatDuration(Math.max(1, Math.round(secondsLeft)))} left`
  return `${formatNumber(edit.done)} of ${formatNumber(edit.total)}${rate}${left}`
}

/** Why so many were left alone: `is deleted: restore it first`, `are deleted: restore them first`. */
export const leftAloneText = (reason: keyof typeof leftAloneBecause, count: number) =>
  leftAloneBecause[reason][count === 1 ? 'one' : 'many']

type Act = 'edit' | 'delete' | 'restore'
const becomes: Readonly<Record<Act, { one: string; many: string }>> = {
  edit: { one: 'changes', many: 'change' },
  delete: { one: 'is deleted', many: 'are deleted' },
  restore: { one: 'is restored', many: 'are restored' },
}
const already: typeof becomes = {
  edit: { one: 'is so already', many: 'are so already' },
  delete: { one: 'is deleted already', many: 'are deleted already' },
  restore: { one: 'is not deleted', many: 'are not deleted' },
}

/** What an act would do to so many, and what so many are already. */
export const becomesText = (act: Act, count: number) => becomes[act][count === 1 ? 'one' : 'many']
export const alreadyText = (act: Act, count: number) => already[act][count === 1 ? 'one' : 'many']

/** What became of the mailboxes, one sentence for each outcome that there is. */
export function outcomeSentences(counts: BulkCounts): string[] {
  return bulkOutcomes.flatMap((outcome) => {
    const count = counts[outcome] ?? 0
    if (count === 0) return []
    if (outcome === 'changed') return [`${mailboxesText(count)} changed.`]
    if (outcome === 'alike') return [`${mailboxesText(count)} needed no change.`]
    return [`${formatNumber(count)} left alone: ${count === 1 ? 'it' : 'they'} ${leftAloneText(outcome, count)}.`]
  })
}

/** How a bulk edit stands, in a word or two. */
export function stateText({ state, cancelRequestedAt, done, total }: BulkEdit): string {
  switch (state) {
    case 'collecting':
    case 'running':
      return cancelRequestedAt ? 'Being cancelled' : 'Runs'
    case 'done':
      return 'Done'
    case 'failed':
      return 'Failed'
    case 'cancelled':
      return `Cancelled after ${formatNumber(done)} of ${formatNumber(total)}`
  }
}

/** How far the undo of a bulk edit is, or how much of it came back. */
export function undoneText({ finishedAt, changed, total }: NonNullable<BulkEdit['undo']>): string {
  if (finishedAt === null) return 'Being undone.'
  return changed === total ? 'Undone.' : `Undone for ${formatNumber(changed)} of ${formatNumber(total)}.`
}

/** Ended not too long ago and with something to give back. A profile that is deleted cannot be given back. */
export function canUndo({ finishedAt, observedAt, undo, counts, change, state }: BulkEdit): boolean {
  if (change.kind === 'replace-profile' && state === 'done') return false
  if (finishedAt === null || undo !== null || !counts.changed) return false
  return secondsBetween(finishedAt, observedAt) <= bulkLimits.undoDays * 86_400
}
