import { describe, expect, it } from 'vitest'
import type { InstantSeries } from '@/lib/prometheus/schema'
import { toPortalAnswer } from './adapter'
import { withLost } from './lost'

const now = 1_700_000_000
const series = (name: string, labels: Record<string, string>, value: number): InstantSeries => ({
  labels: { __name__: name, job: 'portal', ...labels },
  value,
  timeSeconds: now,
})
const both = [
  series('Portal_HTTP_Status', { instance: 't1' }, 200),
  series('Portal_HTTP_Status', { instance: 't2' }, 503),
]
const pushed = series('push_time_seconds', {}, now - 10)
const before = toPortalAnswer([...both, pushed]).readings

describe('withLost', () => {
  it('keeps what Prometheus had when it no longer knows of the push, until it does again', () => {
    const lost = withLost(before, toPortalAnswer([]))
    expect([...lost.values()].map(({ code, lost }) => [code, lost])).toEqual([
      [200, true],
      [503, true],
    ])
    expect([...withLost(lost, toPortalAnswer([])).keys()]).toEqual(['t1', 't2'])
    const again = withLost(lost, toPortalAnswer([...both.slice(0, 1), pushed]))
    expect([...again.values()].map(({ instance, lost }) => [instance, lost])).toEqual([['t1', undefined]])
  })

  it('keeps nothing that a push left out, and nothing of which no push was known', () => {
    expect(withLost(before, toPortalAnswer([pushed])).size).toBe(0)
    expect(withLost(toPortalAnswer(both).readings, toPortalAnswer([])).size).toBe(0)
  })
})
