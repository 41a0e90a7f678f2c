import type { MailboxImport } from '@/lib/imports/schema'
import { rowsToApply } from '../import-words'

/** What runs and how far it is, in rows or, while the file is read, in bytes. */
export type Task = { what: 'check' | 'apply' | 'revert'; done: number; total: number }

type Counts = Partial<Record<string, number>>

export const sumOf = (counts: Counts) => Object.values(counts).reduce<number>((sum, count) => sum + (count ?? 0), 0)

type Progressing = Pick<
  MailboxImport,
  'state' | 'direction' | 'checkedBytes' | 'sizeBytes' | 'counts' | 'results' | 'reversals'
>

/** What waits, rests or runs now takes the import back. */
export const isTakingBack = ({ state, direction }: Pick<MailboxImport, 'state' | 'direction'>) =>
  state === 'reverting' || (direction === 'revert' && (state === 'queued' || state === 'paused'))

/** The work that an import is at; null while there is none. */
export function taskOf(record: Progressing): Task | null {
  switch (record.state) {
    case 'checking':
      return { what: 'check', done: record.checkedBytes, total: record.sizeBytes }
    case 'reverting':
      return { what: 'revert', done: sumOf(record.reversals), total: record.results.applied ?? 0 }
    case 'queued':
    case 'applying':
    case 'paused':
      return isTakingBack(record)
        ? { what: 'revert', done: sumOf(record.reversals), total: record.results.applied ?? 0 }
        : { what: 'apply', done: sumOf(record.results), total: rowsToApply(record) }
    default:
      return null
  }
}

type Sample = { atMs: number; done: number }

/** The last answers of the server about one task. */
export type Track = { key: string; samples: readonly Sample[]; movedAtMs: number }

/** A rate over this long follows what happens and does not jump with each batch. */
const windowMs = 10_000
/** Below this a rate is chance. */
const leastMs = 1000

/** The track with one more answer on it; a new one when another task runs, or the same from its start. */
export function follow(track: Track | null, key: string, sample: Sample): Track {
  const last = track?.samples.at(-1)
  if (track === null || last === undefined || track.key !== key || sample.done < last.done) {
    return { key, samples: [sample], movedAtMs: sample.atMs }
  }
  if (sample.atMs <= last.atMs) return track
  const samples = [...track.samples, sample]
  const since = samples.findLastIndex(({ atMs }) => atMs <= sample.atMs - windowMs)
  return {
    key,
    samples: samples.slice(Math.max(0, since)),
    movedAtMs: sample.done > last.done ? sample.atMs : track.movedAtMs,
  }
}

export type Progress = {
  /** 0 to 1. */
  share: number
  perSecond: number | null
  secondsLeft: number | null
  /** How long nothing has moved. */
  stillSeconds: number
}

/** How fast a task goes and how long it will take, by the server's own clock. */
export function progressOf({ done, total }: Task, track: Track | null): Progress {
  const share = total === 0 ? 1 : Math.min(1, done / total)
  const first = track?.samples[0]
  const last = track?.samples.at(-1)
  if (!track || !first || !last) return { share, perSecond: null, secondsLeft: null, stillSeconds: 0 }
  const spanMs = last.atMs - first.atMs
  const perSecond = spanMs >= leastMs && last.done > first.done ? ((last.done - first.done) / spanMs) * 1000 : null
  return {
    share,
    perSecond,
    secondsLeft: perSecond === null ? null : Math.max(0, total - done) / perSecond,
    stillSeconds: (last.atMs - track.movedAtMs) / 1000,
  }
}
