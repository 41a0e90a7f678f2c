import { formatBytes } from '@/lib/format/bytes'
import { formatDuration } from '@/lib/format/duration'
import { formatNumber } from '@/lib/format/number'
import type { MailboxImport } from '@/lib/imports/schema'
import { byteRateText, leftText, rowsText } from '../import-words'
import { isTakingBack, type Progress, type Task } from './import-progress'

/** What an import is at, in a few words. */
export function workTitle(record: Pick<MailboxImport, 'state' | 'direction' | 'wish'>): string {
  switch (record.state) {
    case 'checking':
      return 'Checking the file'
    case 'queued':
      return isTakingBack(record) ? 'Waits to be taken back' : 'Waits to be applied'
    case 'paused':
      return 'Paused'
    case 'reverting':
      return 'Taking back'
    default:
      if (record.wish === 'pause') return 'Pauses after this batch'
      if (record.wish === 'keep') return 'Stops after this batch'
      return record.wish === 'revert' ? 'Stops after this batch, then takes back' : 'Applying'
  }
}

/** Nothing moves while the rows are compared, which is one statement; only much later is something wrong. */
const comparesSeconds = 3
const stalledAfterSeconds = 10
const stalledCheckAfterSeconds = 120

/** What waits: `12,340 rows to apply`. */
export function waitingText({ what, done, total }: Task): string {
  return `${rowsText(total - done)} to ${what === 'revert' ? 'take back' : 'apply'}`
}

/** `1,200 of 12,340 rows · 4,100 per second · about 3 s left`. */
export function workText({ what, done, total }: Task, { perSecond, secondsLeft, stillSeconds }: Progress): string {
  if (what === 'check') {
    if (done === 0) return `${formatBytes(total)} to read.`
    const read = `${formatBytes(done)} of ${formatBytes(total)} read`
    if (done >= total || stillSeconds >= comparesSeconds) return `${read} · comparing the rows with the mailboxes`
    return perSecond === null || secondsLeft === null
      ? read
      : `${read} · ${byteRateText(perSecond)} · ${leftText(secondsLeft)}`
  }
  const count = `${formatNumber(done)} of ${rowsText(total)}${what === 'revert' ? ' taken back or kept' : ''}`
  if (perSecond === null || secondsLeft === null) return count
  return `${count} · ${formatNumber(Math.max(1, Math.round(perSecond)))} per second · ${leftText(secondsLeft)}`
}

/** Said when what should move does not, and why as far as that is known; null otherwise. `ahead`: imports that come first. */
export function stalledText(
  { state, ahead, reason }: Pick<MailboxImport, 'state' | 'ahead' | 'reason'>,
  { what, done }: Task,
  { stillSeconds }: Progress,
): { title: string; why: string } | null {
  if (state === 'paused' || ahead > 0) return null
  const limit = what === 'check' && done > 0 ? stalledCheckAfterSeconds : stalledAfterSeconds
  if (stillSeconds <= limit) return null
  return {
    title: `Nothing has moved for ${formatDuration(Math.floor(stillSeconds))}`,
    why: reason ?? 'A worker may be busy with another import, or none may be running.',
  }
}
