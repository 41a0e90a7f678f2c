import { describe, expect, it } from 'vitest'
import {
  byteRateText,
  countsText,
  importProgress,
  isAllApplied,
  leftText,
  queueText,
  rowsText,
  rowsToApply,
} from './import-words'

const checked = {
  state: 'checked' as const,
  counts: { create: 1200, change: 3, unchanged: 5, refused: 2 },
  results: {},
}

describe('counts', () => {
  it('tell what would be, and only what there is', () => {
    expect(countsText(checked)).toBe('1,200 to create · 3 to change · 5 unchanged · 2 refused')
    expect(countsText({ ...checked, counts: {} })).toBe('')
    expect(rowsToApply(checked)).toBe(1203)
  })

  it('tell it as done only when every row was applied', () => {
    const done = { ...checked, state: 'done' as const, results: { applied: 1203 } }
    expect(countsText(done)).toBe('1,200 created · 3 changed · 5 unchanged · 2 refused')
    const conflict = { ...done, results: { applied: 1202, 'changed-since-check': 1 } }
    expect(isAllApplied(conflict)).toBe(false)
    expect(countsText(conflict)).toContain('1,200 to create')
    expect(isAllApplied({ ...done, state: 'applying' })).toBe(false)
  })
})

describe('progress', () => {
  const record = { receivedBytes: 1024, checkedBytes: 512, sizeBytes: 2048, done: 30, rows: 120 }

  it.each([
    ['uploading', 0.5, '1 KiB of 2 KiB here'],
    ['checking', 0.25, '512 B of 2 KiB read'],
    ['applying', 0.25, '30 of 120 rows'],
    ['paused', 0.25, '30 of 120 rows'],
  ] as const)('of %s', (state, share, text) => {
    expect(importProgress({ ...record, state })).toEqual({ share, text })
  })

  it('is none where nothing moves, and no division by nothing', () => {
    expect(importProgress({ ...record, state: 'done' })).toBeNull()
    expect(importProgress({ ...record, state: 'applying', done: 0, rows: 0 })?.share).toBe(0)
  })
})

describe('short texts', () => {
  it('count rows and imports', () => {
    expect([rowsText(1), rowsText(0), rowsText(12_340)]).toEqual(['1 row', '0 rows', '12,340 rows'])
    expect([queueText({ ahead: 0 }), queueText({ ahead: 1 }), queueText({ ahead: 2 })]).toEqual([
      null,
      'Waits for the import before it',
      'Waits for 2 imports before it',
    ])
  })

  it('tell rates and times', () => {
    expect(byteRateText(3 * 1024 * 1024)).toBe('3 MiB/s')
    expect([leftText(0.2), leftText(95.4)]).toEqual(['about 1 s left', 'about 1 min 35 s left'])
  })
})
