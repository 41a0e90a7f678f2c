import { renderToStaticMarkup } from 'react-dom/server'
import { describe, expect, it } from 'vitest'
import { ClockProvider } from '@/components/ui/clock'
import type { ImportRow, MailboxImport } from '@/lib/imports/schema'
import { ImportDownloads } from './import-downloads'
import { KeptBackNotice } from './kept-back-notice'
import { RowResult } from './row-result'
import type { ImportActs } from './use-import-acts'

const record: MailboxImport = {
  id: '01a1fa73-d073-71cf-bcbc-c38e6167fc29',
  tenantId: 't1',
  actorName: 'Ada',
  fileName: 'mailboxes.csv',
  sizeBytes: 100,
  sha256: null,
  parts: 1,
  receivedBytes: 100,
  state: 'undone',
  choices: {},
  found: null,
  problem: null,
  checkedBytes: 100,
  rows: 12,
  counts: { change: 10, refused: 2 },
  mailboxes: 100,
  mode: 'good',
  direction: 'revert',
  wish: null,
  done: 12,
  results: { applied: 10 },
  reversals: { reverted: 8, 'changed-since-import': 2 },
  reason: null,
  createdAt: '2026-11-20T12:00:00.000Z',
  checkedAt: '2026-11-20T12:00:01.000Z',
  startedAt: '2026-11-20T12:00:02.000Z',
  finishedAt: '2026-11-20T12:00:03.000Z',
  sameFileAs: null,
  ahead: 0,
  observedAt: '2026-11-20T12:00:04.000Z',
}

const nothing = () => {}
const acts = { busy: false } as ImportActs

describe('rows that were kept back', () => {
  const notice = (state: MailboxImport['state'], now = '2026-12-20T12:00:00.000Z') =>
    renderToStaticMarkup(
      <ClockProvider renderedAtMs={Date.parse(now)}>
        <KeptBackNotice record={{ ...record, state }} acts={acts} canImport onShow={nothing} onUndo={nothing} />
      </ClockProvider>,
    )

  it('can be decided on once the undo is at its end', () => {
    expect(notice('undone')).toContain('Take all back anyway')
    expect(notice('cancelled')).toContain('Take all back anyway')
  })

  it('are only counted once they are gone', () => {
    expect(notice('undone', '2026-12-20T12:01:00.000Z')).not.toContain('<button')
  })

  it('wait while it broke off', () => {
    expect(notice('failed')).not.toContain('back anyway')
    expect(notice('failed')).toContain('“Try again” goes on with it')
  })
})

describe('a row that was kept back', () => {
  const row: ImportRow = {
    ...{ row: 3, line: 4, number: '7003', outcome: 'delete', refusals: [], changes: [], mailboxId: null },
    ...{ result: 'applied', reversal: 'number-taken', sentence: 'Another mailbox has the number now.' },
  }
  const drawn = (given: Partial<ImportRow>, onTakeBack?: () => void) =>
    renderToStaticMarkup(<RowResult row={{ ...row, ...given }} pending="Not applied" onTakeBack={onTakeBack} />)
  const words = (html: string) => html.replace(/<[^>]*>/g, '')

  it('says which number to free, and is tried again', () => {
    expect(words(drawn({}, nothing))).toContain('Free the number 7003: ')
    expect(drawn({}, nothing)).toContain('Try again')
    expect(drawn({}), 'for whoever may only look').not.toContain('<button')
  })

  it('is taken back anyway only when somebody changed it', () => {
    expect(drawn({ reversal: 'changed-since-import' }, nothing)).toContain('Take back anyway')
    expect(drawn({ reversal: 'mailbox-gone' }, nothing)).not.toContain('<button')
    const silent = drawn({ reversal: 'greeting-gone' }, nothing)
    expect(silent).toContain('Try again')
    expect(silent).toContain('Upload one on the mailbox’s Greetings tab')
  })
})

describe('result files', () => {
  const links = (given: Partial<MailboxImport>, now: string) => {
    const html = renderToStaticMarkup(
      <ClockProvider renderedAtMs={Date.parse(now)}>
        <ImportDownloads record={{ ...record, ...given }} canReadAudit={false} />
      </ClockProvider>,
    )
    return { count: html.match(/<a /g)?.length ?? 0, html }
  }

  it('are there as long as the rows are', () => {
    expect(links({}, '2026-12-20T12:00:00.000Z').count).toBe(2)
    const gone = links({}, '2026-12-20T12:01:00.000Z')
    expect(gone.count).toBe(0)
    expect(gone.html).toContain('kept for 30 days')
    expect(links({ checkedAt: null }, '2026-11-21T12:00:00.000Z').count, 'not checked').toBe(0)
  })
})
