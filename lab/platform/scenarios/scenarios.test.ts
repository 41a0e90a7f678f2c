import { describe, expect, it } from 'vitest'
import type { ServiceId } from '@/lib/catalogue/schema'
import { serviceById } from '@/lib/catalogue/services'
import { isReady } from '../cluster/shapes'
import { measuredPod, renderContainers, renderKubeState } from '../metrics/metrics-server'
import { renderPodMetrics } from '../metrics/service-metrics'
import { createLabCluster, type LabCluster, podsInEachView, type Sample, samplesOf } from '../testing/lab-cluster'
import { scenarios } from './registry'

/** All samples of a workload's pods. */
function metricsOf({ cluster, world, faults, podsOf }: LabCluster, workload: string): Sample[] {
  return podsOf(workload, workload === 'ges' ? 'ges' : 'voice').flatMap((pod) => {
    const measured = measuredPod(cluster, pod)
    return measured ? samplesOf(renderPodMetrics({ world, faults }, measured, cluster.now())) : []
  })
}

const valuesOf = (samples: readonly Sample[], name: string, labels: Record<string, string> = {}) =>
  samples
    .filter(
      (sample) => sample.name === name && Object.entries(labels).every(([key, value]) => sample.labels[key] === value),
    )
    .map(({ value }) => value)

const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0)

/** Growth of a counter in a minute, over all its series. */
function growth(lab: LabCluster, workload: string, name: string, labels?: Record<string, string>): number {
  const before = sum(valuesOf(metricsOf(lab, workload), name, labels))
  lab.advance(60)
  return sum(valuesOf(metricsOf(lab, workload), name, labels)) - before
}

const events = ({ cluster }: LabCluster, workload: string) =>
  cluster.store
    .all('events')
    .filter((event) => (event.involvedObject as { name: string }).name.startsWith(workload))
    .map(({ reason }) => reason)

const logs = (lab: LabCluster, workload: string) =>
  lab.podsOf(workload).flatMap((pod) => lab.faults.logFaults({ workload, slot: lab.cluster.pods.slotOf(pod) }))

async function cpuGrowth(lab: LabCluster, workload: string): Promise<number> {
  const read = async () =>
    sum(
      samplesOf(await renderContainers(lab.cluster, lab.now()))
        .filter(({ name, labels }) => name === 'container_cpu_usage_seconds_total' && labels.container === workload)
        .map(({ value }) => value),
    )
  const before = await read()
  lab.advance(60)
  return (await read()) - before
}

async function kubeState(lab: LabCluster, name: string, labels: Record<string, string>) {
  return sum(valuesOf(samplesOf(await renderKubeState(lab.cluster)), name, labels))
}

describe('every scenario', () => {
  it.each(scenarios.map(({ name }) => name))('%s leaves all views of one mind, and heals', async (scenario) => {
    const lab = createLabCluster()
    const healthy = await podsInEachView(lab)
    await lab.control.break({ scenario })
    lab.advance(45)
    const broken = await podsInEachView(lab)
    expect(broken.kubeState).toEqual(broken.api)
    expect(broken.containers).toEqual(broken.runningInApi)
    expect(broken.targets).toEqual(broken.scrapedInApi)
    await lab.control.heal({ scenario })
    lab.advance(600, 2)
    const healed = await podsInEachView(lab)
    expect(healed.api).toHaveLength(healthy.api.length)
    expect(healed.kubeState).toEqual(healed.api)
    expect(healed.containers).toEqual(healed.api)
    expect(lab.cluster.store.all('pods').every((pod) => isReady(pod as never))).toBe(true)
    expect(lab.control.list().active).toEqual([])
  })
})

describe('redis-down', () => {
  it('shows in endpoints, pods, events, gauges, logs and CPU', async () => {
    const lab = createLabCluster()
    const cpuBefore = await cpuGrowth(lab, 'voice-ors')
    await lab.control.break({ scenario: 'redis', target: 'ors' })
    lab.advance(5)
    expect(lab.object('endpoints', 'redis-ors-state').subsets).toMatchObject([
      { notReadyAddresses: [{ ip: '10.1.2.3' }] },
    ])
    expect(lab.podsOf('voice-ors').some(isReady)).toBe(false)
    expect(lab.podsOf('voice-rq').every(isReady)).toBe(true)
    expect(await kubeState(lab, 'kube_pod_status_ready', { pod: 'voice-ors-0', condition: 'false' })).toBe(1)
    expect(await kubeState(lab, 'kube_statefulset_status_replicas_ready', { statefulset: 'voice-ors' })).toBe(0)
    expect(events(lab, 'voice-ors')).toContain('Unhealthy')
    const samples = metricsOf(lab, 'voice-ors')
    expect(valuesOf(samples, 'orsnode_redis_state')).toEqual([0, 0])
    expect(valuesOf(samples, 'orsnode_health_level')).toEqual([-1, -1])
    expect(valuesOf(metricsOf(lab, 'ges'), 'ORS_REDIS_STATUS')).toEqual([1, 1])
    expect(valuesOf(metricsOf(lab, 'voice-ors'), 'orsnode_health_check_error', { reason: 'redis' })).toEqual([1, 1])
    expect(valuesOf(metricsOf(lab, 'voice-ors'), 'orsnode_health_check_error', { reason: 'envoy' })).toEqual([0, 0])
    expect(valuesOf(metricsOf(lab, 'voice-rq'), 'rqnode_redis_state')).toEqual([2, 2])
    expect(logs(lab, 'voice-ors')[0]?.effect.message).toContain('redis-ors-state')
    expect(growth(lab, 'voice-ors', 'orsnode_redis_disconnect')).toBeGreaterThan(20)
    expect(await cpuGrowth(lab, 'voice-ors')).toBeLessThan(cpuBefore * 0.7)
    await lab.control.heal({ scenario: 'redis-down' })
    lab.advance(20)
    expect(lab.object('endpoints', 'redis-ors-state').subsets).toMatchObject([{ addresses: [{ ip: '10.1.2.3' }] }])
    expect(lab.podsOf('voice-ors').every(isReady)).toBe(true)
    expect(valuesOf(metricsOf(lab, 'voice-ors'), 'orsnode_redis_state')).toEqual([2, 2])
  })
})

describe('kafka-lag', () => {
  it('fills queues and delays messages of the services it is aimed at', async () => {
    const lab = createLabCluster()
    await lab.control.break({ scenario: 'kafka-lag', target: 'callthread' })
    lab.advance(61)
    expect(Math.min(...valuesOf(metricsOf(lab, 'voice-callthread'), 'kafka_producer_queue_depth'))).toBeGreaterThan(100)
    expect(Math.max(...valuesOf(metricsOf(lab, 'voice-agent'), 'kafka_producer_queue_depth'))).toBeLessThan(20)
    const late =
      growth(lab, 'voice-callthread', 'kafka_consumer_latency_count') -
      growth(lab, 'voice-callthread', 'kafka_consumer_latency_bucket', { le: '0.5' })
    expect(late).toBeGreaterThan(0)
    expect(valuesOf(metricsOf(lab, 'voice-callthread'), 'callthread_health_level')).toEqual([1, 1, 1])
    expect(events(lab, 'voice-callthread')).toContain('Unhealthy')
  })
})

describe('config-node-down', () => {
  it('is felt by all who ask it', async () => {
    const lab = createLabCluster()
    await lab.control.break({ scenario: 'config-node-down' })
    lab.advance(5)
    expect(lab.podsOf('voice-config').some(isReady)).toBe(false)
    expect(valuesOf(metricsOf(lab, 'voice-config'), 'config_health_level')).toEqual([0])
    for (const [workload, gauge] of [
      ['voice-agent', 'agent_config_node_status'],
      ['voice-sip', 'sipnode_config_node_status'],
      ['voice-voicemail', 'voicemail_config_node_status'],
    ] as const) {
      expect(Math.max(...valuesOf(metricsOf(lab, workload), gauge)), gauge).toBe(0)
    }
    expect(growth(lab, 'voice-agent', 'http_client_response_count', { status: '503' })).toBeGreaterThan(0)
    expect(growth(lab, 'voice-agent', 'http_client_response_count', { status: '200', tenant: 't2100' })).toBe(0)
    expect(await kubeState(lab, 'kube_deployment_status_replicas_unavailable', { deployment: 'voice-config' })).toBe(1)
  })
})

describe('envoy-down', () => {
  it('crashes the sidecar, not the service', async () => {
    const lab = createLabCluster()
    await lab.control.break({ scenario: 'envoy-down', target: 'agent' })
    lab.advance(60)
    for (const pod of [...lab.podsOf('voice-agent'), ...lab.podsOf('voice-agent-canary')]) {
      const [main, sidecar] = pod.status.containerStatuses ?? []
      expect(main).toMatchObject({ restartCount: 0, ready: true })
      expect(sidecar?.restartCount).toBeGreaterThan(0)
      expect(isReady(pod)).toBe(false)
    }
    expect(
      await kubeState(lab, 'kube_pod_container_status_restarts_total', { container: 'consul-dataplane' }),
    ).toBeGreaterThan(2)
    expect(Math.max(...valuesOf(metricsOf(lab, 'voice-agent'), 'agent_envoy_proxy_status'))).toBe(0)
  })
})

describe('pod-crashloop', () => {
  it('restarts one pod again and again, with longer and longer waits', async () => {
    const lab = createLabCluster()
    const started = () => lab.podsOf('voice-callthread').map((pod) => pod.status.containerStatuses?.[0]?.restartCount)
    await lab.control.break({ scenario: 'pod-crashloop', target: 'callthread' })
    lab.advance(400, 1)
    expect(started().filter((count) => count === 0)).toHaveLength(2)
    expect(Math.max(...started().map(Number))).toBeGreaterThanOrEqual(5)
    expect(events(lab, 'voice-callthread')).toContain('BackOff')
    const restarts = await kubeState(lab, 'kube_pod_container_status_restarts_total', { container: 'voice-callthread' })
    expect(restarts).toBe(sum(started().map(Number)))
    expect(lab.object('deployments', 'voice-callthread').status).toMatchObject({
      readyReplicas: 2,
      unavailableReplicas: 1,
    })
  })
})

describe('pod-pending', () => {
  it('leaves the successor without a node until it is healed', async () => {
    const lab = createLabCluster()
    await lab.control.break({ scenario: 'pod-pending', target: 'ors' })
    lab.advance(20)
    const pending = lab.pod('voice-ors-0')
    expect(pending.status).toMatchObject({
      phase: 'Pending',
      conditions: [{ type: 'PodScheduled', reason: 'Unschedulable' }],
    })
    expect(pending.spec.nodeName).toBeUndefined()
    expect(events(lab, 'voice-ors-0')).toContain('FailedScheduling')
    expect(await kubeState(lab, 'kube_pod_status_phase', { pod: 'voice-ors-0', phase: 'Pending' })).toBe(1)
    expect(await kubeState(lab, 'kube_pod_status_unschedulable', { pod: 'voice-ors-0' })).toBe(1)
  })
})

describe('trunk-out-of-service', () => {
  it('takes one tenant’s trunk out, and no other', async () => {
    const lab = createLabCluster()
    await lab.control.break({ scenario: 'trunk', target: 't2101' })
    lab.advance(5)
    const samples = metricsOf(lab, 'voice-sip')
    expect(new Set(valuesOf(samples, 'sips_trunk_in_service', { tenant: 't2101' }))).toEqual(new Set([0]))
    expect(new Set(valuesOf(samples, 'sips_trunk_in_service', { tenant: 't2100' }))).toEqual(new Set([1]))
    expect(growth(lab, 'voice-sip', 'sips_trunk_n5xx_received', { tenant: 't2101' })).toBeGreaterThan(10)
    expect(growth(lab, 'voice-sip', 'sips_trunk_ncallscreated', { tenant: 't2101' })).toBe(0)
    expect(growth(lab, 'voice-sip', 'sips_trunk_ncallscreated', { tenant: 't2100' })).toBeGreaterThan(0)
    expect(events(lab, 'voice-sip')).toContain('TrunkOutOfService')
  })
})

describe('slow-dialplan', () => {
  it('moves nearly all answers beyond half a second, and times out the SIP Cluster', async () => {
    const lab = createLabCluster()
    await lab.control.break({ scenario: 'slow-dialplan' })
    const slow = createSlowShare(lab)
    expect(slow()).toBeGreaterThan(0.5)
    expect(growth(lab, 'voice-sip', 'sips_dp_timeouts')).toBeGreaterThan(10)
    await lab.control.heal({})
    expect(createSlowShare(lab)()).toBeLessThan(0.05)
  })

  function createSlowShare(lab: LabCluster) {
    return () => {
      const before = metricsOf(lab, 'voice-dialplan')
      lab.advance(60)
      const after = metricsOf(lab, 'voice-dialplan')
      const grown = (name: string, labels = {}) =>
        sum(valuesOf(after, name, labels)) - sum(valuesOf(before, name, labels))
      return 1 - grown('dialplan_response_time_bucket', { le: '500' }) / grown('dialplan_response_time_count')
    }
  }
})

describe('cpu-hot', () => {
  it('heats containers and makes the autoscaler add pods, which go again after it is healed', async () => {
    const lab = createLabCluster({ speed: 10 })
    await lab.control.break({ scenario: 'cpu-hot', target: 'sipfe' })
    lab.advance(60)
    expect(await cpuGrowth(lab, 'voice-sipfe')).toBeGreaterThan(3 * 60 * 0.5 * 0.9)
    lab.advance(60)
    expect(lab.podsOf('voice-sipfe')).toHaveLength(10)
    expect(events(lab, 'voice-sipfe-hpa')).toContain('SuccessfulRescale')
    const status = lab.object('horizontalpodautoscalers', 'voice-sipfe-hpa').status
    expect(status?.conditions).toContainEqual(
      expect.objectContaining({ type: 'ScalingLimited', status: 'True', reason: 'TooManyReplicas' }),
    )
    expect(
      await kubeState(lab, 'kube_horizontalpodautoscaler_status_current_replicas', {
        horizontalpodautoscaler: 'voice-sipfe-hpa',
      }),
    ).toBe(10)
    await lab.control.heal({ scenario: 'cpu-hot' })
    lab.advance(300, 0.5)
    expect(lab.podsOf('voice-sipfe')).toHaveLength(3)
  })
})

describe('the gauges of a failing service', () => {
  const cases: [ServiceId, string, string][] = [
    ['agent-state', 'voice-agent', 'agent'],
    ['config', 'voice-config', 'config'],
    ['registrar', 'voice-registrar', 'registrar'],
    ['sip-cluster', 'voice-sip', 'sip'],
  ]
  it.each(cases)('of %s have documented values only', async (serviceId, workload, target) => {
    const lab = createLabCluster()
    await lab.control.break({ scenario: 'redis-down', target })
    lab.advance(10)
    const samples = metricsOf(lab, workload)
    for (const { name, values } of serviceById(serviceId).metrics) {
      if (!values) continue
      for (const value of valuesOf(samples, name))
        expect(
          values.map((entry) => entry.value),
          name,
        ).toContain(value)
    }
  })
})
