import { describe, expect, it } from 'vitest'
import { bulkEditSchema } from '@/lib/mailboxes/bulk-schema'
import {
  alreadyText,
  becomesText,
  bulkProgress,
  canUndo,
  changeText,
  outcomeSentences,
  progressText,
  stateText,
  undoneText,
} from './bulk-words'

const at = (second: number) => `2026-01-01T00:00:${String(second).padStart(2, '0')}.000Z`
const edit = (more: object) =>
  bulkEditSchema.parse({
    id: '01a1fa73-d073-71cf-bcbc-c38e6167fc29',
    tenantId: 't1',
    actorName: 'Ada',
    selection: { kind: 'matching', filter: {}, except: [] },
    change: { kind: 'delete' },
    state: 'running',
    previewedTotal: 1000,
    total: 1000,
    done: 400,
    counts: {},
    reason: null,
    cancelRequestedAt: null,
    createdAt: at(0),
    startedAt: at(0),
    advancedAt: at(4),
    finishedAt: null,
    observedAt: at(4),
    undo: null,
    ...more,
  })

const replacement = {
  kind: 'replace-profile',
  profileId: '01a1fa73-d073-71cf-bcbc-c38e6167fc29',
  profileName: 'Sales',
  replacementId: null,
  replacementName: 'SystemProfile',
}

describe('progress', () => {
  it('has a count, a rate and the time that is left', () => {
    expect(bulkProgress(edit({}))).toEqual({ share: 0.4, perSecond: 100, secondsLeft: 6, stalledSeconds: null })
    expect(progressText(edit({}))).toBe('400 of 1,000 · 100 per second · about 6 s left')
  })

  it('knows no share while the mailboxes are sought, and no rate before the first batch', () => {
    const seeking = edit({ state: 'collecting', total: 20_000, done: 0 })
    expect([bulkProgress(seeking).share, progressText(seeking)]).toEqual([
      null,
      'Finding the mailboxes: 20,000 so far.',
    ])
    expect(progressText(edit({ done: 0 }))).toBe('0 of 1,000')
    expect(progressText(edit({ startedAt: null, state: 'collecting' }))).toBe('Waits for the worker.')
  })

  it('says when no worker goes on with it', () => {
    expect(progressText(edit({ observedAt: at(34) }))).toMatch(/^No worker has gone on with it for 30 s/)
    expect(bulkProgress(edit({ observedAt: at(34) })).secondsLeft).toBeNull()
  })
})

describe('words', () => {
  it('name what is changed', () => {
    const values = { locale: 'de-CH', timeZone: null, profileId: '01a1fa73-d073-71cf-bcbc-c38e6167fc29' }
    const text = changeText(edit({ change: { kind: 'edit', values } }), new Map([[values.profileId, 'Sales']]))
    expect(text).toContain('Voicemail Profile: Sales')
    expect(text).toContain('Locale: de-CH')
    expect(text).toContain('Time Zone: reset to inherited')
    expect(changeText(edit({}), null)).toBe('Delete')
    expect(changeText(edit({ change: replacement }), null)).toBe(
      'Delete the profile Sales: its mailboxes get SystemProfile',
    )
  })

  it('tell every outcome', () => {
    expect(outcomeSentences({ changed: 1, alike: 2, 'no-audio': 3, 'changed-since': 4 })).toEqual([
      '1 mailbox changed.',
      '2 mailboxes needed no change.',
      expect.stringMatching(/^3 left alone: they have no audio/),
      expect.stringMatching(/^4 left alone: they were changed after the preview/),
    ])
    expect(outcomeSentences({ alike: 1, 'no-audio': 1, 'is-deleted': 1, 'changed-since': 1 })).toEqual([
      '1 mailbox needed no change.',
      expect.stringMatching(/^1 left alone: it has no audio/),
      '1 left alone: it is deleted: restore it first.',
      '1 left alone: it was changed after the preview, or matches no longer.',
    ])
    expect(outcomeSentences({})).toEqual([])
  })

  it('agree with how many there are', () => {
    expect([becomesText('edit', 1), becomesText('edit', 2)]).toEqual(['changes', 'change'])
    expect([becomesText('delete', 1), becomesText('delete', 0)]).toEqual(['is deleted', 'are deleted'])
    expect([alreadyText('edit', 1), alreadyText('edit', 5)]).toEqual(['is so already', 'are so already'])
    expect([alreadyText('restore', 1), alreadyText('delete', 2)]).toEqual(['is not deleted', 'are deleted already'])
  })

  it('tell the state, and whether there is something to give back', () => {
    expect(stateText(edit({ cancelRequestedAt: at(3) }))).toBe('Being cancelled')
    expect(stateText(edit({ state: 'cancelled', finishedAt: at(5) }))).toBe('Cancelled after 400 of 1,000')
    expect(canUndo(edit({ counts: { changed: 1 } }))).toBe(false)
    expect(canUndo(edit({ counts: { changed: 1 }, finishedAt: at(5), state: 'done' }))).toBe(true)
    expect(canUndo(edit({ counts: { alike: 1 }, finishedAt: at(5), state: 'done' }))).toBe(false)
    const replaced = { change: replacement, counts: { changed: 1 }, finishedAt: at(5) }
    expect(canUndo(edit({ ...replaced, state: 'done' }))).toBe(false)
    expect(canUndo(edit({ ...replaced, state: 'cancelled' }))).toBe(true)
    const old = { counts: { changed: 1 }, state: 'done', finishedAt: at(5) }
    expect(canUndo(edit({ ...old, observedAt: '2026-01-31T00:00:04.000Z' }))).toBe(true)
    expect(canUndo(edit({ ...old, observedAt: '2026-01-31T00:00:06.000Z' }))).toBe(false)
  })

  it('tell how far an undo is', () => {
    const undo = { id: replacement.profileId, finishedAt: null, changed: 0, total: 12 }
    expect(undoneText(undo)).toBe('Being undone.')
    expect(undoneText({ ...undo, finishedAt: at(5), changed: 12 })).toBe('Undone.')
    expect(undoneText({ ...undo, finishedAt: at(5), changed: 1 })).toBe('Undone for 1 of 12.')
    expect(canUndo(edit({ counts: { changed: 1 }, finishedAt: at(5), state: 'done', undo }))).toBe(false)
  })
})
