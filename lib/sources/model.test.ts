import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  compareSources,
  joinVersions,
  regionsOf,
  shortAddress,
  summariseSources,
  toSourceDetail,
  unheard,
} from './model'
import { type SourceState, sourceDetailSchema } from './schema'
import { sourceNames } from './vocabulary'

const state = (extra: Partial<SourceState> = {}): SourceState => ({
  region: 'west',
  name: 'prometheus',
  status: 'ok',
  observedAt: '2026-11-20T18:00:00.000Z',
  since: '2026-11-20T17:00:00.000Z',
  ...extra,
})
const facts = { regionName: 'West', address: 'prometheus:9090', version: '2.42.0', lastError: undefined }
const failure = { kind: 'network', message: 'It refused.', at: '2026-11-20T16:00:00.000Z' } as const

describe('toSourceDetail', () => {
  it('keeps the past failure apart from the present one', () => {
    const row = toSourceDetail(state(), { ...facts, lastError: failure })
    expect(sourceDetailSchema.parse(row)).toEqual(row)
    expect(row).toMatchObject({ id: 'west/prometheus', configured: true, lastError: failure })
    expect(row.error).toBeUndefined()
  })

  it('is not configured without an address', () => {
    const row = toSourceDetail(state({ status: 'paused', observedAt: null }), {
      ...facts,
      address: null,
      version: null,
    })
    expect(row).toMatchObject({ configured: false, address: null, version: null, lastError: null })
  })
})

describe('the version that is needed', () => {
  it.each([
    ['prometheus', '2.42.0+ds', null],
    ['prometheus', '2.41.9', '2.42'],
    ['prometheus', '3.1.0', null],
    ['prometheus', '0.0.1', '2.42'],
    ['alertmanager', '0.25.0', null],
    ['alertmanager', '0.24.0, 0.27.0', '0.25'],
    ['pushgateway', '1.11.2', null],
    ['pushgateway', '0.0.1', '1.5'],
    ['kubernetes', 'v1.36.0', null],
    ['kubernetes', 'v0.0.1', '1.23'],
    ['kubernetes', 'v0.0.0-master+8e16b12fda5b1dccc41a6de48b3e356cc7d5048b', null],
    ['postgresql', '18.4 (Debian 18.4-1)', null],
    ['postgresql', '14.12', '15.0'],
    ['postgresql', null, null],
    ['kubernetes', 'unknown', null],
  ] as const)('%s %j: %j', (name, version, needed) => {
    expect(toSourceDetail(state({ name }), { ...facts, version }).neededVersion).toBe(needed)
  })
})

describe('summariseSources', () => {
  it('counts by status word, and leaves out what there is none of', () => {
    const rows = [
      toSourceDetail(state(), facts),
      toSourceDetail(state({ status: 'stale' }), facts),
      toSourceDetail(state({ status: 'paused' }), { ...facts, address: null }),
    ]
    expect(summariseSources(rows)).toEqual({ total: 3, configured: 2, byStatus: { ok: 1, stale: 1, paused: 1 } })
    expect(summariseSources([])).toEqual({ total: 0, configured: 0, byStatus: {} })
  })
})

describe('shortAddress', () => {
  it.each([
    ['http://prometheus:9090', 'prometheus:9090'],
    ['https://me:secret@prometheus.example/prefix', 'prometheus.example'],
    ['postgresql://me:secret@db:5432/x', 'db:5432'],
    ['voice-production', 'voice-production'],
  ])('of %s is %s', (url, short) => {
    expect(shortAddress(url)).toBe(short)
  })
})

describe('joinVersions', () => {
  it('says one version once, several each, and none as none', () => {
    expect(joinVersions(['0.25.0', '0.25.0'])).toBe('0.25.0')
    expect(joinVersions(['0.26.0', '0.25.0'])).toBe('0.25.0, 0.26.0')
    expect(joinVersions([])).toBeNull()
  })
})

describe('compareSources', () => {
  it('orders by region as given, then always the same, the console last', () => {
    const rows = ['west', 'east', 'console'].flatMap((region) =>
      sourceNames.map((name) => toSourceDetail(state({ region, name }), facts)),
    )
    const expected = rows.map(({ id }) => id)
    fc.assert(
      fc.property(fc.shuffledSubarray(rows, { minLength: rows.length }), (shuffled) => {
        expect(shuffled.sort(compareSources(['west', 'east'])).map(({ id }) => id)).toEqual(expected)
      }),
    )
  })
})

describe('regionsOf', () => {
  it('are each named once, without the console itself', () => {
    const of = (region: string, name: SourceState['name'] = 'prometheus') => state({ region, name })
    const sources = [of('console', 'postgresql'), of('west'), of('west', 'alertmanager'), of('east')]
    expect(regionsOf(sources)).toEqual(['west', 'east'])
  })
})

describe('unheard', () => {
  const paused = state({ name: 'alertmanager', status: 'paused' })

  it('names who owes an answer; what is not configured owes none, unless nothing is', () => {
    const late = state({ name: 'kubernetes', status: 'unknown' })
    expect(unheard([state(), paused, late])).toEqual([late])
    expect(unheard([paused])).toEqual([paused])
  })
})
