import { describe, expect, it } from 'vitest'
import { aWorkload, nowIso, secondsAgo } from '@/lib/testing/service-parts'
import { observeAlerts, observeWorkloads } from './observed'

const before = { seen: [aWorkload('voice-agent', 2)], at: secondsAgo(5) }
const after = [aWorkload('voice-agent', 3, { generation: 2 })]
const problem = (resource: 'events' | 'horizontalpodautoscalers' | 'pods' | 'deployments' | 'statefulsets') => ({
  resource,
})
const answers = { status: 'ok', observedAt: nowIso, problems: [] } as const

describe('observeWorkloads', () => {
  it('compares with the last look, and remembers this one', () => {
    const { look, changes } = observeWorkloads('default', before, after, answers)
    expect(changes.map(({ title, at }) => [title, at])).toEqual([['voice-agent scaled from 2 to 3 pods', nowIso]])
    expect(look).toEqual({ seen: after, at: nowIso })
  })

  it('has nothing to compare the first look with', () => {
    expect(observeWorkloads('default', null, after, answers)).toEqual({
      look: { seen: after, at: nowIso },
      changes: [],
    })
  })

  it.each(['events', 'horizontalpodautoscalers', 'pods'] as const)('goes on while %s may not be read', (resource) => {
    const source = { status: 'degraded', observedAt: nowIso, problems: [problem(resource)] } as const
    expect(observeWorkloads('default', before, after, source).changes).toHaveLength(1)
  })

  it.each(['deployments', 'statefulsets'] as const)('takes no workload for deleted while %s cannot be read', (one) => {
    const source = { status: 'degraded', observedAt: nowIso, problems: [problem(one)] } as const
    expect(observeWorkloads('default', before, [], source)).toEqual({ look: before, changes: [] })
  })

  it('does not take what a failing source repeats for a look', () => {
    const source = { ...answers, status: 'stale', observedAt: secondsAgo(300) } as const
    expect(observeWorkloads('default', before, after, source)).toEqual({ look: before, changes: [] })
  })
})

describe('observeAlerts', () => {
  it('tells what ended only when Prometheus answers', () => {
    const firing = { seen: [], at: secondsAgo(5) }
    expect(observeAlerts(firing, [], answers).look).toEqual({ seen: [], at: nowIso })
    expect(observeAlerts(firing, [], { status: 'stale', observedAt: secondsAgo(5) }).look).toBe(firing)
  })
})
