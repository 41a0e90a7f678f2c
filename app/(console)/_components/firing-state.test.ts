import { describe, expect, it } from 'vitest'
import type { AlertList } from '@/lib/alerts/schema'
import type { SourceState } from '@/lib/sources/schema'
import { toFaviconState } from './firing-state'

const answered: SourceState = {
  region: 'default',
  name: 'prometheus',
  status: 'ok',
  observedAt: '2026-11-20T12:00:00.000Z',
  since: null,
}
const unconfigured: SourceState = { ...answered, status: 'paused', observedAt: null }
const stale: SourceState = { ...answered, status: 'stale' }

function list(counts: Partial<AlertList['summary']>, ...sources: SourceState[]): AlertList {
  const none = { critical: 0, warning: 0, info: 0, unknownSeverity: 0, pending: 0, suppressed: 0, notReceived: 0 }
  return {
    position: { epoch: 'a', seq: 1 },
    observedAt: '2026-11-20T12:00:00.000Z',
    items: [],
    total: 0,
    summary: { ...none, ...counts },
    sources,
  }
}

describe('toFaviconState', () => {
  it.each([
    ['nothing read yet', undefined, false, { kind: 'unknown' }],
    ['nothing read, and it fails', undefined, true, { kind: 'unknown' }],
    ['all quiet', list({}, answered), false, { kind: 'calm' }],
    ['information only is quiet', list({ info: 4, pending: 2 }, answered), false, { kind: 'calm' }],
    ['firing', list({ critical: 1, warning: 2, unknownSeverity: 1 }, answered), false, { kind: 'firing', count: 4 }],
    ['firing beats a doubt', list({ critical: 1 }, stale), true, { kind: 'firing', count: 1 }],
    ['a source fails', list({}, answered, stale), false, { kind: 'erring' }],
    ['the console fails', list({}, answered), true, { kind: 'erring' }],
    ['one source is not configured', list({}, answered, unconfigured), false, { kind: 'calm' }],
    ['nothing is configured', list({}, unconfigured), false, { kind: 'unknown' }],
    ['nobody was asked', list({}), false, { kind: 'unknown' }],
  ])('%s', (_name, given, failed, state) => {
    expect(toFaviconState(given, failed)).toEqual(state)
  })
})
