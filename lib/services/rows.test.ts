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

  it('Kubernetes that answers in part leaves services of that part unknown, and no others', () => {
    const kubernetesState = aFailingSource('kubernetes', { status: 'degraded', observedAt: nowIso })
    const withBroken = (brokenNamespaces: string[]) =>
      rowOf(
        someParts({
          kubernetes: { ...agentKubernetes, brokenNamespaces },
          kubernetesState,
          prometheus: { gauges: agentHealthy },
        }),
      ).status
    expect(withBroken(['voice'])).toBe('unknown')
    expect(withBroken(['ges'])).toBe('ok')
    expect(rowOf(someParts({ kubernetes: { brokenNamespaces: ['ges'] }, kubernetesState }), 'callback').status).toBe(
      'unknown',
    )
  })

  it('Kubernetes that answers in part says so', () => {
    const kubernetesState = aFailingSource('kubernetes', { status: 'degraded', observedAt: nowIso })
    const broken = { ...agentKubernetes, brokenNamespaces: ['voice'] }
    const row = rowOf(someParts({ kubernetes: broken, kubernetesState, prometheus: { gauges: agentHealthy } }))
    expect(row.status).toBe('unknown')
    expect(said(row)[0]).toBe('unknown source: kubernetes refused the connection. Pods are incomplete.')
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
