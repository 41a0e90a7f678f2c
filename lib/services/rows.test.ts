import { describe, expect, it } from 'vitest'
import { services } from '@/lib/catalogue/services'
import { statusWords } from '@/lib/catalogue/vocabulary'
import {
  aBrokenPod,
  aFailingSource,
  agentHealthy,
  agentKubernetes,
  agentPods,
  aPod,
  aReading,
  aSource,
  aWorkload,
  byRule,
  firstPod,
  nowIso,
  rowOf,
  said,
  secondPod,
  secondsAgo,
  someParts,
} from '@/lib/testing/service-parts'
import { summariseServices } from './model'
import type { KubernetesData, UnreadResource } from './parts'
import { buildServiceRows, countVersions, unknownPodKeys } from './rows'

describe('rows', () => {
  it('has one row for each service of the catalogue, in its order, whatever the sources say', () => {
    const rows = buildServiceRows(someParts())
    expect(rows.map((row) => row.serviceId)).toEqual(services.map((service) => service.id))
    for (const row of rows) expect(row.reasons.length).toBeGreaterThan(0)
  })

  it('is ok only with reasons that say so', () => {
    const row = rowOf(someParts({ kubernetes: agentKubernetes, prometheus: { gauges: agentHealthy } }))
    expect(row.status).toBe('ok')
    expect(said(row)).toEqual(['ok replicas: 2 of 2 pods ready', 'ok health-level: Health level: pass on both pods'])
    expect(row.pods).toEqual({ ready: 2, desired: 2 })
  })

  it('takes the worst reason, and puts it first', () => {
    const gauges = [
      ...agentHealthy,
      aReading('agent_redis_state', firstPod, '1'),
      aReading('agent_envoy_proxy_status', secondPod, '0'),
    ]
    const row = rowOf(someParts({ kubernetes: agentKubernetes, prometheus: { gauges } }))
    expect(row.status).toBe('failing')
    expect(row.reasons.map((reason) => reason.status)).toEqual(['failing', 'starting', 'ok', 'ok'])
  })

  it('puts what was measured before the alert that follows from it', () => {
    const gauges = [...agentHealthy, aReading('agent_redis_state', firstPod, '0')]
    const alerts = [
      {
        name: 'Redis',
        alertId: null,
        severity: 'critical',
        service: 'agent-state',
        activeAt: secondsAgo(900),
        pod: null,
      } as const,
    ]
    const row = rowOf(someParts({ kubernetes: agentKubernetes, prometheus: { gauges }, alerts }))
    expect(row.reasons.slice(0, 2).map((reason) => reason.rule)).toEqual(['dependency', 'alert'])
  })

  it('says nothing of a region that has neither source, rather than that all is well', () => {
    const paused = (name: 'prometheus' | 'kubernetes') => aSource(name, { status: 'paused', observedAt: null })
    const row = rowOf(
      someParts({
        prometheus: null,
        kubernetes: null,
        prometheusState: paused('prometheus'),
        kubernetesState: paused('kubernetes'),
      }),
    )
    expect(row.status).toBe('no-data')
    expect(row.alerts).toBeNull()
    expect(row.pods).toBeNull()
  })
})

describe('a source that fails', () => {
  it('Prometheus: pods are of now, health is stale with its age, nothing is ok', () => {
    const gauges = [...agentHealthy, aReading('agent_redis_state', firstPod, '0')]
    const row = rowOf(
      someParts({ kubernetes: agentKubernetes, prometheus: { gauges }, prometheusState: aFailingSource('prometheus') }),
    )
    expect(row.status).toBe('stale')
    expect(row.pods).toEqual({ ready: 2, desired: 2 })
    expect(said(row)).toEqual([
      'stale source: prometheus refused the connection. Health and alerts are as last heard.',
      'stale dependency: Redis: disconnected on its only pod, as last heard',
      'ok replicas: 2 of 2 pods ready',
    ])
    expect(byRule(row, 'source')[0]).toMatchObject({ since: secondsAgo(290), link: '/sources' })
  })

  it('Prometheus that never answered: health is unknown', () => {
    const state = aFailingSource('prometheus', { status: 'failing', observedAt: null })
    const row = rowOf(someParts({ kubernetes: agentKubernetes, prometheus: null, prometheusState: state }))
    expect(row.status).toBe('unknown')
    expect(row.alerts).toBeNull()
    expect(row.keyFigure?.value).toBeNull()
  })

  it('Prometheus fails and a pod crashes: the crash is known and comes first', () => {
    const pods = [aPod(firstPod), aBrokenPod(secondPod, { reason: 'CrashLoopBackOff' })]
    const prometheusState = aFailingSource('prometheus')
    const row = rowOf(
      someParts({ kubernetes: { ...agentKubernetes, pods }, prometheus: { gauges: agentHealthy }, prometheusState }),
    )
    expect(row.status).toBe('failing')
  })

  it('Kubernetes: health is of now, pods are stale, and no pod is missed', () => {
    const kubernetesState = aFailingSource('kubernetes')
    const row = rowOf(
      someParts({ kubernetes: agentKubernetes, kubernetesState, prometheus: { gauges: agentHealthy.slice(0, 1) } }),
    )
    expect(row.status).toBe('stale')
    expect(said(row)).toEqual([
      'stale source: kubernetes refused the connection. Pods are as last heard.',
      'ok health-level: Health level: pass on its only pod',
    ])
    expect(row.pods).toEqual({ ready: 2, desired: 2 })
  })

  const inPart = aFailingSource('kubernetes', { status: 'degraded', observedAt: nowIso })
  const withUnread = (unread: UnreadResource[], change: Partial<KubernetesData> = {}, serviceId = 'agent-state') =>
    rowOf(
      someParts({
        kubernetes: { ...agentKubernetes, ...change, unread },
        kubernetesState: inPart,
        prometheus: { gauges: agentHealthy },
      }),
      serviceId,
    )

  it('Kubernetes that answers in part leaves services of that part unknown, and no others', () => {
    expect(withUnread([{ namespace: 'voice', resource: 'pods' }]).status).toBe('unknown')
    expect(withUnread([{ namespace: 'voice', resource: 'deployments' }]).status).toBe('unknown')
    expect(withUnread([{ namespace: 'voice', resource: 'statefulsets' }]).status).toBe('ok')
    expect(withUnread([{ namespace: 'ges', resource: 'pods' }]).status).toBe('ok')
    expect(withUnread([{ namespace: 'ges', resource: 'deployments' }]).status).toBe('ok')
    expect(withUnread([{ namespace: 'ges', resource: 'deployments' }], {}, 'callback').status).toBe('unknown')
  })

  it('Kubernetes that answers in part says so', () => {
    const row = withUnread([{ namespace: 'voice', resource: 'deployments' }])
    expect(said(row)[0]).toBe('unknown source: kubernetes refused the connection. Pods are incomplete.')
  })

  it('pods that cannot be read are neither missing nor dead: the workload counts them', () => {
    const row = withUnread([{ namespace: 'voice', resource: 'pods' }], { pods: [] })
    expect(row.pods).toEqual({ ready: 2, desired: 2 })
    expect(said(row)).toEqual([
      'unknown source: kubernetes refused the connection. Pods are incomplete.',
      'ok health-level: Health level: pass on both pods',
      'ok replicas: 2 of 2 pods ready',
    ])
    const workloads = [aWorkload('voice-agent', 2, { readyReplicas: 0, unavailableSince: secondsAgo(300) })]
    const dead = withUnread([{ namespace: 'voice', resource: 'pods' }], { pods: [], workloads })
    expect(dead.status).toBe('failing')
    expect(byRule(dead, 'replicas')).toMatchObject([{ text: 'No pod ready: voice-agent', since: secondsAgo(300) }])
  })

  it('trouble of pods that can no longer be read is repeated as last heard', () => {
    const pods = [aPod(firstPod), aBrokenPod(secondPod, { reason: 'CrashLoopBackOff' })]
    const row = withUnread([{ namespace: 'voice', resource: 'pods' }], { pods })
    expect(byRule(row, 'pod-crashing')).toMatchObject([
      { status: 'stale', text: `Pod CrashLoopBackOff: ${secondPod}, as last heard` },
    ])
    expect(row.pods).toEqual({ ready: 2, desired: 2 })
  })

  it('workloads that cannot be read want nobody knows how many, not none', () => {
    const row = withUnread([{ namespace: 'voice', resource: 'deployments' }], { workloads: [] })
    expect(row.pods).toEqual({ ready: 2, desired: null })
    expect(said(row)).toContain('unknown replicas: 2 pods ready, wanted not known')
    expect(row.status).toBe('unknown')
    expect(summariseServices([row]).podsNotReady).toBeNull()
    expect(summariseServices([row, withUnread([], { pods: [aPod(firstPod)] })]).podsNotReady).toBe(1)
  })

  it('neither pods nor workloads: nothing is said of them', () => {
    const both = (['pods', 'deployments'] as const).map((resource) => ({ namespace: 'voice', resource }))
    const row = withUnread(both)
    expect(row.pods).toBeNull()
    expect(byRule(row, 'replicas')).toEqual([])
    expect(byRule(withUnread(both, { pods: [], workloads: [] }), 'no-workload')).toEqual([])
  })

  it('a service of many workloads may be in the namespace that cannot be read', () => {
    const change = { pods: [aPod('t2100-0')], workloads: [aWorkload('t2100', 1, { kind: 'StatefulSet' })] }
    const row = withUnread([{ namespace: 'voice-2', resource: 'statefulsets' }], change, 'tenant')
    expect(row.status).toBe('unknown')
    expect(row.pods).toEqual({ ready: 1, desired: null })
    expect(withUnread([{ namespace: 'voice-2', resource: 'deployments' }], change, 'tenant').status).toBe('ok')
    expect(withUnread([{ namespace: 'voice-2', resource: 'pods' }], change, 'tenant').status).toBe('ok')
  })

  it('only the rules of Prometheus: alerts are stale', () => {
    const row = rowOf(
      someParts({
        kubernetes: agentKubernetes,
        prometheus: { gauges: agentHealthy },
        alertsState: aFailingSource('prometheus'),
      }),
    )
    expect(row.status).toBe('stale')
    expect(said(row)[0]).toContain('Alerts are as last heard.')
  })
})

describe('versions', () => {
  it('prefers what the service reports to the tag of its image', () => {
    const pods = agentPods.map((name) => aPod(name))
    const reported = [{ namespace: 'voice', pod: firstPod, version: '100.0.1000007' }]
    expect(countVersions(pods, reported)).toEqual([
      { version: '100.0.1000006', podCount: 1, canary: false, source: 'kubernetes' },
      { version: '100.0.1000007', podCount: 1, canary: false, source: 'prometheus' },
    ])
  })

  it('counts a version once, whoever tells it', () => {
    const pods = agentPods.map((name) => aPod(name))
    const reported = [{ namespace: 'voice', pod: secondPod, version: '100.0.1000006' }]
    expect(countVersions(pods, reported)).toEqual([
      { version: '100.0.1000006', podCount: 2, canary: false, source: 'prometheus' },
    ])
  })

  it('says skew among pods, canaries apart', () => {
    const canary = aPod('voice-agent-canary-78d69fb587-fg7kd', { imageVersion: '101' })
    const skew = (second: string) =>
      rowOf(someParts({ kubernetes: { pods: [aPod(firstPod), aPod(secondPod, { imageVersion: second }), canary] } }))
        .versionSkew
    expect(skew('100.0.1000006')).toBe(false)
    expect(skew('100.0.1000007')).toBe(true)
  })
})

describe('key figure', () => {
  const figure = (value: number) => someParts({ prometheus: { figures: [{ metric: 'agent_callevents', value }] } })
  it.each([
    [0, 0],
    [12.3456, 12.3],
    [Number.NaN, null],
    [Number.POSITIVE_INFINITY, null],
  ])('%s is shown as %s', (value, shown) => {
    expect(rowOf(figure(value)).keyFigure).toMatchObject({ value: shown, unit: 'events/s' })
  })
  it('is null without a series, never 0', () => {
    expect(rowOf(someParts()).keyFigure?.value).toBeNull()
  })
  it('is absent where the documents name none', () => {
    expect(rowOf(someParts(), 'tenant').keyFigure).toBeNull()
  })
})

describe('summary', () => {
  it('counts every status word and the pods that are missing', () => {
    const rows = buildServiceRows(
      someParts({ kubernetes: { ...agentKubernetes, pods: [aPod(firstPod)] }, prometheus: { gauges: agentHealthy } }),
    )
    const summary = summariseServices(rows)
    expect(Object.keys(summary.byStatus).sort()).toEqual([...statusWords].sort())
    expect(Object.values(summary.byStatus).reduce((sum, count) => sum + count, 0)).toBe(services.length)
    expect(summary.podsNotReady).toBe(1)
  })
  it('does not know the pods of a Kubernetes that never answered', () => {
    expect(summariseServices(buildServiceRows(someParts({ kubernetes: null }))).podsNotReady).toBeNull()
  })
})

describe('unknownPodKeys', () => {
  it('names pods that only Prometheus knows, once each, and not readings without a pod', () => {
    const gauges = [
      ...agentHealthy,
      ...agentHealthy,
      aReading('agent_health_level', '', '2'),
      aReading('agent_health_level', 'ghost-0', '2'),
    ]
    expect(unknownPodKeys(gauges, agentKubernetes.pods)).toEqual(['voice/ghost-0'])
  })
})
