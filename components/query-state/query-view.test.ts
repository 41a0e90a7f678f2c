import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { ApiError } from '@/lib/http/api-client'
import type { SourceState } from '@/lib/sources/schema'
import { chooseQueryView, type QueryFacts } from './query-view'

type List = { items: number[]; sources: SourceState[] }

const options = {
  sources: (data: List) => data.sources,
  isEmpty: (data: List) => data.items.length === 0,
}

const answered: SourceState = {
  region: 'default',
  name: 'prometheus',
  status: 'ok',
  observedAt: '2026-11-20T12:00:00.000Z',
  since: null,
}
const outdated: SourceState = { ...answered, status: 'stale', observedAt: '2026-11-20T11:00:00.000Z' }
const silent: SourceState = { ...answered, region: 'other', status: 'failing', observedAt: null }
const unasked: SourceState = { ...silent, status: 'unknown' }
const unconfigured: SourceState = { ...silent, status: 'paused' }
const inPart: SourceState = { ...answered, status: 'degraded' }
const down = new ApiError('network', 'The console cannot be reached from this browser.')

function facts(change: Partial<QueryFacts<List>>): QueryFacts<List> {
  return {
    data: undefined,
    error: null,
    isPending: false,
    isFetching: false,
    dataUpdatedAt: 0,
    errorUpdatedAt: 0,
    ...change,
  }
}

const list = (items: number[], ...sources: SourceState[]) => facts({ data: { items, sources }, dataUpdatedAt: 5000 })

describe('chooseQueryView', () => {
  it.each<[string, QueryFacts<List>, string]>([
    ['first read under way', facts({ isPending: true, isFetching: true }), 'loading'],
    ['first read failed', facts({ error: down, errorUpdatedAt: 1 }), 'failed'],
    ['rows, all answered', list([1], answered), 'ready'],
    ['no rows, all answered', list([], answered), 'empty'],
    ['rows, one source outdated', list([1], answered, outdated), 'stale'],
    ['no rows, one source outdated', list([], outdated), 'stale'],
    ['rows, one source never answered', list([1], answered, silent), 'partial'],
    ['no rows, one source not asked yet', list([], answered, unasked), 'partial'],
    ['outdated and missing together', list([1], outdated, silent), 'partial'],
    ['rows, one source not configured', list([1], answered, unconfigured), 'ready'],
    ['no rows, one source not configured', list([], answered, unconfigured), 'empty'],
    [
      'rows, one source switched off since',
      list([1], answered, { ...unconfigured, observedAt: outdated.observedAt }),
      'ready',
    ],
    ['no rows, nothing configured at all', list([], unconfigured), 'partial'],
    ['rows, one source answers in part', list([1], answered, inPart), 'partial'],
    ['rows, then a failed refresh', { ...list([1], answered), error: down, errorUpdatedAt: 6000 }, 'stale'],
    ['an old failure, since mended', { ...list([1], answered), error: down, errorUpdatedAt: 4000 }, 'ready'],
  ])('%s', (_name, given, kind) => {
    expect(chooseQueryView(given, options).kind).toBe(kind)
  })

  it('does not call an empty list empty while a source is silent', () => {
    expect(chooseQueryView(list([], answered, silent), options)).toMatchObject({
      kind: 'partial',
      nothingKnown: true,
      othersAnswered: true,
    })
    expect(chooseQueryView(list([], silent), options)).toMatchObject({ kind: 'partial', othersAnswered: false })
    expect(chooseQueryView(list([], outdated), options)).toMatchObject({ kind: 'stale', nothingKnown: true })
  })

  it('names an empty list of a console without sources as not known, and what answers in part as current', () => {
    expect(chooseQueryView(list([], unconfigured), options)).toMatchObject({
      nothingKnown: true,
      othersAnswered: false,
    })
    expect(chooseQueryView(list([1], inPart), options)).toMatchObject({ missing: [inPart], sources: [] })
  })

  it('dates stale data by its oldest source, or by the last good read when the console itself is silent', () => {
    expect(chooseQueryView(list([1], answered, outdated), options)).toMatchObject({
      asOfMs: Date.parse('2026-11-20T11:00:00.000Z'),
    })
    const refreshFailed = { ...list([1], answered), error: down, errorUpdatedAt: 6000 }
    expect(chooseQueryView(refreshFailed, options)).toMatchObject({ asOfMs: 5000 })
  })

  it('passes on what the console said, and asks to sign in after a 401', () => {
    const ended = new ApiError('problem', 'Your session has ended.', {
      status: 401,
      problem: {
        type: 'urn:patchboard:problem:unauthenticated',
        title: 'Not signed in',
        status: 401,
        detail: 'Your session has ended.',
        code: 'unauthenticated',
        requestId: 'abcdefgh',
        action: 'Sign in again.',
      },
    })
    expect(chooseQueryView(facts({ error: ended, errorUpdatedAt: 1 }), options)).toEqual({
      kind: 'failed',
      trouble: {
        message: 'Your session has ended.',
        action: 'Sign in again.',
        requestId: 'abcdefgh',
        signedOut: true,
        passing: false,
      },
    })
  })

  it('does not show the text of an error that is not ours', () => {
    const view = chooseQueryView(facts({ error: new TypeError('x is undefined'), errorUpdatedAt: 1 }), options)
    expect(JSON.stringify(view)).not.toContain('undefined')
  })

  it('never drops data once seen, and never says ready or empty while a source is not ok', () => {
    const source = fc.constantFrom(answered, outdated, silent, unasked, unconfigured, inPart)
    fc.assert(
      fc.property(fc.array(fc.integer()), fc.array(source), fc.boolean(), (items, sources, failed) => {
        const given = { ...list(items, ...sources), ...(failed ? { error: down, errorUpdatedAt: 9000 } : {}) }
        const view = chooseQueryView(given, options)
        expect('data' in view && view.data).toEqual({ items, sources })
        const owed = sources.filter((one) => one.status !== 'paused')
        const calm = !failed && owed.every((one) => one.status === 'ok') && (owed.length > 0 || sources.length === 0)
        expect(view.kind === 'ready' || view.kind === 'empty').toBe(calm)
      }),
    )
  })
})
