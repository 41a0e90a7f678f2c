import { describe, expect, it } from 'vitest'
import { bulkEditSchema } from '@/lib/mailboxes/bulk-schema'
import { bulkProgress, canUndo, changeText, outcomeSentences, progressText, stateText } from './bulk-words'
import { mailboxesText } from './mailboxes-text'

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
    undoneBy: null,
    ...more,
  })

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
    expect(mailboxesText(1)).toBe('1 mailbox')
    const values = { locale: 'de-CH', timeZone: null, profileId: '01a1fa73-d073-71cf-bcbc-c38e6167fc29' }
    const text = changeText(edit({ change: { kind: 'edit', values } }), new Map([[values.profileId, 'Sales']]))
    expect(text).toContain('Voicemail Profile: Sales')
    expect(text).toContain('Locale: de-CH')
    expect(text).toContain('Time Zone: reset to inherited')
    expect(changeText(edit({}), null)).toBe('Delete')
  })

  it('tell every outcome', () => {
    expect(outcomeSentences({ changed: 1, alike: 2, 'no-audio': 3, 'changed-since': 4 })).toEqual([
      '1 mailbox changed.',
      '2 mailboxes needed no change.',
      expect.stringMatching(/^3 left alone: they have no audio/),
      expect.stringMatching(/^4 left alone: they were changed after the preview/),
    ])
    expect(outcomeSentences({})).toEqual([])
  })

  it('tell the state, and whether there is something to give back', () => {
    expect(stateText(edit({ cancelRequestedAt: at(3) }))).toBe('Being cancelled')
    expect(stateText(edit({ state: 'cancelled', finishedAt: at(5) }))).toBe('Cancelled after 400 of 1,000')
    expect(canUndo(edit({ counts: { changed: 1 } }))).toBe(false)
    expect(canUndo(edit({ counts: { changed: 1 }, finishedAt: at(5), state: 'done' }))).toBe(true)
    expect(canUndo(edit({ counts: { alike: 1 }, finishedAt: at(5), state: 'done' }))).toBe(false)
  })
})
