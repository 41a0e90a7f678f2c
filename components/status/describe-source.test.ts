import { describe, expect, it } from 'vitest'
import type { SourceState } from '@/lib/sources/schema'
import { describeFailure, describeSource } from './describe-source'

const now = Date.UTC(2026, 10, 20, 12, 0)
const ago = (seconds: number) => new Date(now - seconds * 1000).toISOString()
const base: SourceState = { region: 'westeurope', name: 'prometheus', status: 'ok', observedAt: ago(3), since: null }

describe('describeSource', () => {
  it.each<[Partial<SourceState>, string]>([
    [{}, 'Prometheus westeurope: answered 3 s ago'],
    [{ status: 'stale', observedAt: ago(125) }, 'Prometheus westeurope: stale, last answered 2 min ago'],
    [{ status: 'paused', observedAt: null, since: ago(60) }, 'Prometheus westeurope: not configured'],
    [{ status: 'unknown', observedAt: null }, 'Prometheus westeurope: not asked yet'],
    [{ status: 'unknown', observedAt: null, askedAt: ago(4) }, 'Prometheus westeurope: no answer yet, asked 4 s ago'],
    [
      {
        name: 'alertmanager',
        status: 'failing',
        observedAt: null,
        since: ago(300),
        error: { kind: 'http', message: 'x', httpStatus: 503, at: ago(1) },
      },
      'Alertmanager westeurope: failing for 5 min, never answered yet (answered with an error, 503)',
    ],
    [{ status: 'failing', observedAt: ago(60) }, 'Prometheus westeurope: failing, last answered 1 min ago'],
  ])('%#', (change, line) => {
    expect(describeSource({ ...base, ...change }, now)).toBe(line)
  })
})

describe('describeFailure', () => {
  it('has words for each kind, and none without a failure', () => {
    expect(describeFailure(base)).toBeNull()
    const kinds = ['timeout', 'network', 'http', 'parse'] as const
    const lines = kinds.map((kind) => describeFailure({ ...base, error: { kind, message: '', at: ago(1) } }))
    expect(new Set(lines).size).toBe(4)
  })
})
