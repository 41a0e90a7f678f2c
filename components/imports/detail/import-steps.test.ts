import { describe, expect, it } from 'vitest'
import { importStates } from '@/lib/imports/vocabulary'
import { stepsOf } from './import-steps'

const at = '2026-11-20T12:00:00.000Z'
const record = { state: 'checked' as const, mode: null, checkedAt: at, sizeBytes: 10, receivedBytes: 10 }
const states = (given: Parameters<typeof stepsOf>[0]) => stepsOf(given).map(({ state }) => state)

describe('stepsOf', () => {
  it('marks what is behind, where it is, and what is ahead', () => {
    expect(states(record)).toEqual(['past', 'past', 'now', 'ahead', 'ahead'])
    expect(states({ ...record, state: 'applying', mode: 'good' })).toEqual(['past', 'past', 'past', 'now', 'ahead'])
    expect(states({ ...record, state: 'done', mode: 'good' })).toEqual(['past', 'past', 'past', 'past', 'past'])
  })

  it('says where one stopped that never came to its end', () => {
    expect(states({ ...record, state: 'unreadable', checkedAt: null })).toEqual([
      'past',
      'stopped',
      'ahead',
      'ahead',
      'ahead',
    ])
    const stop = (more: object) => states({ ...record, ...more }).indexOf('stopped')
    expect(stop({ state: 'cancelled', checkedAt: null, receivedBytes: 4 })).toBe(0)
    expect(stop({ state: 'cancelled', checkedAt: null })).toBe(1)
    expect(stop({ state: 'cancelled' })).toBe(2)
    expect(stop({ state: 'cancelled', mode: 'all' })).toBe(3)
    expect(stop({ state: 'failed' })).toBe(1)
    expect(stop({ state: 'failed', mode: 'good' })).toBe(3)
  })

  it('has one place for every state', () => {
    for (const state of importStates) {
      const marks = states({ ...record, state }).filter((mark) => mark === 'now' || mark === 'stopped')
      expect(marks).toHaveLength(state === 'done' || state === 'undone' ? 0 : 1)
    }
  })
})
