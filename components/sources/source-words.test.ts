import { describe, expect, it } from 'vitest'
import { statusWords } from '@/lib/catalogue/vocabulary'
import type { SourceDetail } from '@/lib/sources/schema'
import { sourceNames } from '@/lib/sources/vocabulary'
import {
  answersLine,
  failureLabel,
  groupByRegion,
  overallStatus,
  settingOf,
  sourceVerdict,
  whileDown,
  withoutIt,
} from './source-words'

function source(change: Partial<SourceDetail>): SourceDetail {
  return {
    id: 'west/prometheus',
    region: 'west',
    regionName: 'West',
    name: 'prometheus',
    status: 'ok',
    observedAt: '2026-11-20T12:00:00.000Z',
    since: null,
    configured: true,
    address: 'prometheus:9090',
    version: '2.42.0',
    neededVersion: null,
    lastError: null,
    ...change,
  }
}

describe('sourceVerdict', () => {
  it('calls a source down as soon as it does not answer, whether it ever did or not', () => {
    expect(sourceVerdict('stale')).toEqual({ status: 'failing', label: 'Down' })
    expect(sourceVerdict('failing')).toEqual({ status: 'failing', label: 'Down' })
  })

  it('shows only a source that answers as ok', () => {
    const calm = statusWords.filter((word) => sourceVerdict(word).status === 'ok')
    expect(calm).toEqual(['ok'])
  })
})

describe('words for each source', () => {
  it.each(sourceNames)('%s says what is lost and how to set it', (name) => {
    expect(whileDown[name]).toMatch(/^\w.*\.$/)
    expect(withoutIt[name]).toMatch(/^\w.*\.$/)
    expect(settingOf[name].variable).toMatch(/^[A-Z_]+$/)
  })

  it.each([
    [{ kind: 'http', httpStatus: 503 } as const, 'Error answer 503'],
    [{ kind: 'timeout' } as const, 'Timeout'],
    [{ kind: 'parse' } as const, 'Unreadable answer'],
  ])('%#', (error, label) => {
    expect(failureLabel({ message: '', at: '2026-11-20T12:00:00.000Z', ...error })).toBe(label)
  })
})

describe('answersLine', () => {
  it.each([
    [{ total: 5, configured: 5, byStatus: { ok: 5 } }, 'All 5 sources answer'],
    [{ total: 5, configured: 5, byStatus: { ok: 3, degraded: 1, stale: 1 } }, '4 of 5 sources answer'],
    [{ total: 5, configured: 1, byStatus: { ok: 1, paused: 4 } }, 'The one source answers'],
    [{ total: 5, configured: 1, byStatus: { failing: 1, paused: 4 } }, '0 of 1 source answers'],
    [{ total: 4, configured: 0, byStatus: { paused: 4 } }, 'No source is configured'],
  ])('%#', (summary, line) => {
    expect(answersLine(summary)).toBe(line)
  })
})

describe('overallStatus', () => {
  it.each([
    [['ok', 'ok'], 'ok'],
    [['ok', 'stale'], 'failing'],
    [['ok', 'degraded', 'unknown'], 'degraded'],
    [['ok', 'unknown'], 'unknown'],
    [[], 'unknown'],
  ] as const)('%j is %s', (words, status) => {
    expect(overallStatus(words.map((word) => source({ status: word })))).toBe(status)
  })

  it('leaves out what is not configured', () => {
    expect(overallStatus([source({}), source({ status: 'paused', configured: false })])).toBe('ok')
    expect(overallStatus([source({ status: 'paused', configured: false })])).toBe('unknown')
  })
})

describe('groupByRegion', () => {
  it('keeps the order of regions and of the sources in them', () => {
    const rows = [
      source({ region: 'b', name: 'prometheus' }),
      source({ region: 'b', name: 'kubernetes' }),
      source({ region: 'a', name: 'prometheus' }),
    ]
    expect(groupByRegion(rows).map((group) => [group.region, group.rows.map((row) => row.name)])).toEqual([
      ['b', ['prometheus', 'kubernetes']],
      ['a', ['prometheus']],
    ])
  })
})
