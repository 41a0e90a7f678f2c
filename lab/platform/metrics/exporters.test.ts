import { describe, expect, it } from 'vitest'
import type { Pod } from '../cluster/shapes'
import { createLabCluster, type LabCluster, podsInEachView, samplesOf } from '../testing/lab-cluster'
import { renderContainers, renderKubeState } from './metrics-server'
import { targetGroups } from './targets'

describe('all views of the platform', () => {
  const acts: [string, (lab: LabCluster) => unknown][] = [
    ['at rest', () => undefined],
    [
      'after scaling',
      (lab) =>
        lab.cluster.store.patch('deployments', { namespace: 'voice', name: 'voice-agent' }, { spec: { replicas: 7 } }),
    ],
    ['after a deletion', (lab) => lab.cluster.store.delete('pods', 'voice', 'voice-sip-1')],
    ['after losing a workload', (lab) => lab.cluster.store.delete('statefulsets', 'voice', 't2101')],
  ]
  it.each(acts)('speak of the same pods %s, at every moment', async (_when, act) => {
    const lab = createLabCluster()
    act(lab)
    for (let step = 0; step < 24; step++) {
      lab.advance(1)
      const views = await podsInEachView(lab)
      expect(views.kubeState).toEqual(views.api)
      expect(views.containers).toEqual(views.runningInApi)
      expect(views.targets).toEqual(views.scrapedInApi)
    }
  })
})

describe('kube-state series', () => {
  it('say what the objects say', async () => {
    const lab = createLabCluster()
    const samples = samplesOf(await renderKubeState(lab.cluster))
    const value = (name: string, labels: Record<string, string>) =>
      samples.find(
        (sample) => sample.name === name && Object.entries(labels).every(([key, text]) => sample.labels[key] === text),
      )?.value
    const pod = { namespace: 'voice', pod: 'voice-sip-0' }
    expect(value('kube_pod_status_phase', { ...pod, phase: 'Running' })).toBe(1)
    expect(value('kube_pod_status_phase', { ...pod, phase: 'Pending' })).toBe(0)
    expect(
      value('kube_pod_container_resource_limits', { ...pod, container: 'voice-sip', resource: 'cpu', unit: 'core' }),
    ).toBe(1.5)
    expect(
      value('kube_pod_container_resource_requests', {
        ...pod,
        container: 'voice-sip',
        resource: 'memory',
        unit: 'byte',
      }),
    ).toBe(2 ** 30)
    expect(value('kube_deployment_spec_replicas', { deployment: 'voice-callthread' })).toBe(3)
    expect(value('kube_statefulset_status_replicas_ready', { statefulset: 'voice-rq' })).toBe(2)
    expect(value('kube_horizontalpodautoscaler_spec_max_replicas', { horizontalpodautoscaler: 'voice-sip-hpa' })).toBe(
      10,
    )
    expect(value('kube_endpoint_address', { endpoint: 'redis-ors-state', ready: 'true' })).toBe(1)
  })
})

describe('container series', () => {
  it('stay below the thresholds of the alerts while all is well, at any hour of the week', async () => {
    for (let hour = 0; hour < 168; hour += 7) {
      const lab = createLabCluster({ nowMs: Date.UTC(2026, 10, 17, 9) + hour * 3_600_000 })
      const samples = samplesOf(await renderContainers(lab.cluster, lab.now()))
      const later = samplesOf(await renderContainers(lab.cluster, lab.now() + 300_000))
      for (const { labels, value, name } of samples) {
        const spec = lab.world.workload(
          labels.namespace ?? '',
          lab.cluster.store.get<Pod>('pods', labels.namespace ?? '', labels.pod ?? '')?.metadata.labels?.servicename ??
            '',
        )
        if (spec?.container !== labels.container) continue
        if (name === 'container_memory_working_set_bytes') {
          expect(value / (spec?.resources.requests.memory === '1Gi' ? 2 ** 30 : 2 ** 28)).toBeLessThan(0.64)
        }
        if (name === 'container_cpu_usage_seconds_total') {
          const end = later.find(
            (other) =>
              other.name === name && other.labels.pod === labels.pod && other.labels.container === labels.container,
          )
          expect(((end?.value ?? 0) - value) / 300 / (spec?.resources.limits.cpu === '1500m' ? 1.5 : 0.5)).toBeLessThan(
            0.4,
          )
        }
      }
    }
  })
})

describe('targets', () => {
  it('carry what the monitors of a cluster would add', () => {
    const lab = createLabCluster()
    const groups = targetGroups(lab.cluster, 9400)
    const [pod] = lab.podsOf('voice-agent-canary')
    const canary = groups.pods.find(({ labels }) => labels.pod === pod?.metadata.name)
    expect(canary).toEqual({
      targets: ['127.0.0.1:9400'],
      labels: {
        job: 'voice/voice-agent',
        namespace: 'voice',
        pod: pod?.metadata.name,
        container: 'voice-agent',
        service: 'voice-agent',
        endpoint: 'http',
        instance: `${pod?.status.podIP}:11000`,
        __metrics_path__: `/pods/voice/${pod?.metadata.name}/metrics`,
      },
    })
    expect(groups.pods.filter(({ labels }) => labels.namespace === 'ges').map(({ labels }) => labels.job)).toEqual([
      'ges',
      'ges',
    ])
    expect(groups['kube-state-metrics']).toHaveLength(1)
    expect(groups.cadvisor).toHaveLength(1)
  })
})
