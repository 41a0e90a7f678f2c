import { describe, expect, it } from 'vitest'
import {
  aBrokenPod,
  agentHealthy,
  agentKubernetes,
  agentPods,
  aPod,
  aReading,
  aWorkload,
  byRule,
  firstPod,
  rowOf,
  said,
  secondPod,
  secondsAgo,
  someParts,
} from '@/lib/testing/service-parts'
import { readingKey } from './parts'
import type { ServiceRow } from './schema'

describe('gauges', () => {
  const cases: [string, string, string, ServiceRow['status'], string][] = [
    ['documented failure', 'agent_health_level', '-1', 'failing', 'Health level: error on 1 of 2 pods'],
    ['0 is a failure here', 'agent_health_level', '0', 'failing', 'Health level: fail on 1 of 2 pods'],
    ['degraded', 'agent_health_level', '1', 'degraded', 'Health level: degraded on 1 of 2 pods'],
    ['undocumented 7', 'agent_health_level', '7', 'unknown', 'Health level: undocumented value 7 on 1 of 2 pods'],
    ['NaN', 'agent_health_level', 'NaN', 'unknown', 'Health level: undocumented value NaN on 1 of 2 pods'],
    ['+Inf', 'agent_health_level', '+Inf', 'unknown', 'Health level: undocumented value +Inf on 1 of 2 pods'],
    ['2 as Prometheus may print it', 'agent_health_level', '2e+00', 'ok', 'Health level: pass on both pods'],
  ]
  it.each(cases)('%s', (_name, metric, raw, status, text) => {
    const gauges = [aReading(metric, firstPod, raw), aReading('agent_health_level', secondPod, '2')]
    const row = rowOf(someParts({ kubernetes: agentKubernetes, prometheus: { gauges } }))
    expect(row.status).toBe(status)
    expect(row.reasons.map((reason) => reason.text)).toContain(text)
  })

  it('reads 0 as starting where the service has that scale', () => {
    const pods = [aPod('voice-ors-0')]
    const parts = someParts({
      kubernetes: { pods, workloads: [aWorkload('voice-ors', 1)] },
      prometheus: { gauges: [aReading('orsnode_health_level', 'voice-ors-0', '0')] },
    })
    expect(rowOf(parts, 'ors').status).toBe('starting')
    expect(said(rowOf(parts, 'ors'))).toContain('starting health-level: Health level: starting on its only pod')
  })

  it('reads the inverted gauges of Callback', () => {
    const pod = 'ges-7d4b9c6f5d-bcdfg'
    const parts = (raw: string) =>
      someParts({
        kubernetes: { pods: [aPod(pod, { namespace: 'ges' })], workloads: [aWorkload('ges', 1, { namespace: 'ges' })] },
        prometheus: { gauges: [aReading('ORS_REDIS_STATUS', pod, raw, { namespace: 'ges' })] },
      })
    expect(rowOf(parts('0'), 'callback').status).toBe('ok')
    expect(rowOf(parts('1'), 'callback').status).toBe('failing')
  })

  it('says how many series when one pod has several', () => {
    const pods = [aPod('voice-sip-0')]
    const gauges = [
      aReading('sipnode_health_level', 'voice-sip-0', '2'),
      aReading('sips_trunk_in_service', 'voice-sip-0', '0', { seriesCount: 3 }),
      aReading('sips_trunk_in_service', 'voice-sip-0', '1', { seriesCount: 9 }),
    ]
    const row = rowOf(
      someParts({ kubernetes: { pods, workloads: [aWorkload('voice-sip', 1)] }, prometheus: { gauges } }),
      'sip-cluster',
    )
    expect(byRule(row, 'dependency').map((reason) => reason.text)).toEqual([
      'Trunk: out of service on its only pod (3 series)',
    ])
  })

  it('says once what two gauges of one dependency agree on, and twice what they do not', () => {
    const said = (documented: string, other: string) => {
      const gauges = [
        aReading('rqnode_redis_state', 'voice-rq-0', documented),
        aReading('redis_state', 'voice-rq-0', other),
      ]
      const kubernetes = { pods: [aPod('voice-rq-0')], workloads: [aWorkload('voice-rq', 1)] }
      return byRule(rowOf(someParts({ kubernetes, prometheus: { gauges } }), 'rq'), 'dependency').length
    }
    expect(said('0', '0')).toBe(1)
    expect(said('2', '0')).toBe(2)
  })

  it('ignores a gauge that the pod of another service exposes under the same name', () => {
    const gauges = [...agentHealthy, aReading('sipnode_health_level', firstPod, '-1')]
    expect(rowOf(someParts({ kubernetes: agentKubernetes, prometheus: { gauges } })).status).toBe('ok')
  })

  it('attributes a reading without a pod by the metric, and then misses no pod', () => {
    const gauges = [aReading('agent_health_level', '', '1')]
    const row = rowOf(someParts({ kubernetes: agentKubernetes, prometheus: { gauges } }))
    expect(said(row)).toContain('degraded health-level: Health level: degraded')
    expect(byRule(row, 'no-series')).toEqual([])
  })

  it('tells since when: the earliest of its pods, and whether that is certain', () => {
    const gauges = agentPods.map((pod) => aReading('agent_redis_state', pod, '0'))
    const [first, second] = gauges
    if (!first || !second) throw new Error('two readings')
    const since = new Map([
      [readingKey(first), { since: secondsAgo(60), atLeast: false, historyAsked: true }],
      [readingKey(second), { since: secondsAgo(300), atLeast: true, historyAsked: true }],
    ])
    const [reason] = byRule(
      rowOf(someParts({ kubernetes: agentKubernetes, prometheus: { gauges: [...agentHealthy, ...gauges] }, since })),
      'dependency',
    )
    expect(reason).toMatchObject({ since: secondsAgo(300), sinceAtLeast: true, podCount: 2, source: 'prometheus' })
  })
})

describe('what is missing', () => {
  it('is no-data when running pods show no health', () => {
    const row = rowOf(someParts({ kubernetes: agentKubernetes, prometheus: { gauges: agentHealthy.slice(0, 1) } }))
    expect(row.status).toBe('no-data')
    expect(said(row)).toContain('no-data no-series: No health in Prometheus for 1 of 2 ready pods')
  })

  it('does not miss the health of a pod that is not ready, which is trouble enough', () => {
    const pods = [aPod(firstPod), aBrokenPod(secondPod)]
    const row = rowOf(
      someParts({ kubernetes: { ...agentKubernetes, pods }, prometheus: { gauges: agentHealthy.slice(0, 1) } }),
    )
    expect(byRule(row, 'no-series')).toEqual([])
  })

  it('gives a new pod time to be scraped', () => {
    const pods = [aPod(firstPod), aPod(secondPod, { createdAt: secondsAgo(45) })]
    const row = rowOf(
      someParts({ kubernetes: { ...agentKubernetes, pods }, prometheus: { gauges: agentHealthy.slice(0, 1) } }),
    )
    expect(row.status).toBe('ok')
  })

  it('expects nothing of a service without metrics', () => {
    const parts = someParts({ kubernetes: { pods: [aPod('t2100-0')], workloads: [aWorkload('t2100', 1)] } })
    expect(said(rowOf(parts, 'tenant'))).toEqual(['ok replicas: 1 of 1 pod ready'])
  })

  it('expects of RQ, which has no health level, its documented Redis state, and not the one only alerts name', () => {
    const parts = (metric: string) =>
      someParts({
        kubernetes: { pods: [aPod('voice-rq-0')], workloads: [aWorkload('voice-rq', 1)] },
        prometheus: { gauges: [aReading(metric, 'voice-rq-0', '2')] },
      })
    expect(rowOf(parts('rqnode_redis_state'), 'rq').status).toBe('ok')
    expect(rowOf(parts('redis_state'), 'rq').status).toBe('no-data')
  })

  it('is stale when pods speak that Kubernetes does not know, and leaves them out of the health', () => {
    const ghost = aReading('agent_health_level', 'voice-agent-59fd95d95c-zzzzz', '-1')
    const unknownPodSince = new Map([['voice/voice-agent-59fd95d95c-zzzzz', secondsAgo(200)]])
    const row = rowOf(
      someParts({ kubernetes: agentKubernetes, prometheus: { gauges: [...agentHealthy, ghost] }, unknownPodSince }),
    )
    expect(row.status).toBe('stale')
    expect(said(row)[0]).toBe('stale unknown-pods: Series of 1 pod that Kubernetes does not know')
    expect(byRule(row, 'health-level').map((reason) => reason.status)).toEqual(['ok'])
  })

  it('waits before it calls a pod unknown, which may just have gone', () => {
    const ghost = aReading('agent_health_level', 'voice-agent-59fd95d95c-zzzzz', '-1')
    const unknownPodSince = new Map([['voice/voice-agent-59fd95d95c-zzzzz', secondsAgo(30)]])
    const row = rowOf(
      someParts({ kubernetes: agentKubernetes, prometheus: { gauges: [...agentHealthy, ghost] }, unknownPodSince }),
    )
    expect(row.status).toBe('ok')
  })

  it('is no-data when Kubernetes has no workload of it', () => {
    expect(said(rowOf(someParts()))).toEqual(['no-data no-workload: Kubernetes has no workload of it'])
  })
})
