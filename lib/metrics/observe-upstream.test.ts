import { beforeEach, describe, expect, it, vi } from 'vitest'
import type { UpstreamOutcome } from '@/lib/http/upstream-failure'

const lines: string[] = []
const speak = (level: string) => (_fields: object, text: string) => lines.push(`${level} ${text}`)
vi.mock('@/lib/log/log', () => ({ log: () => ({ info: speak('info'), warn: speak('warn') }) }))

const { observeUpstream } = await import('./observe-upstream')
const { metrics } = await import('./registry')

const tell = (outcome: UpstreamOutcome, operation = 'query') =>
  observeUpstream({ source: 'prometheus', region: 'west', operation, outcome, durationSeconds: 0.2 })

describe('observeUpstream', () => {
  beforeEach(() => {
    lines.length = 0
  })

  it('counts every call by source, region, operation and outcome, and times it', async () => {
    tell('ok', 'counted')
    tell('ok', 'counted')
    tell('timeout', 'counted')
    const { values } = await metrics().upstreamRequests.get()
    const counted = values.filter(({ labels }) => labels.operation === 'counted')
    expect(counted.map(({ labels, value }) => [labels.outcome, value])).toEqual([
      ['ok', 2],
      ['timeout', 1],
    ])
    const text = await metrics().registry.metrics()
    expect(text).toContain(
      'patchboard_upstream_request_duration_seconds_count{source="prometheus",region="west",operation="counted"} 3',
    )
  })

  it('speaks when a source starts to fail and when it answers again, not in between', () => {
    for (const outcome of ['ok', 'network', 'network', 'network', 'timeout', 'ok', 'ok'] as const)
      tell(outcome, 'spoken')
    expect(lines).toEqual(['warn the source fails', 'warn the source fails', 'info the source answers again'])
  })

  it('says nothing of calls that were given up', () => {
    tell('cancelled', 'given-up')
    tell('ok', 'given-up')
    expect(lines).toEqual([])
  })

  it('serves the process metrics too', async () => {
    expect(await metrics().registry.metrics()).toContain('process_cpu_seconds_total')
  })
})
