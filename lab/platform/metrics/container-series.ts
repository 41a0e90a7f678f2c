import { type Cluster, spreadOf, usingContainers } from '../cluster/cluster'
import { podKey } from '../cluster/pod-index'
import { type Pod, workloadNameOf } from '../cluster/shapes'
import { bytesOf, coresOf, cpuSeconds, memoryBytes, throttledSeconds, type UsingContainer } from '../cluster/usage'
import { countBetween } from '../load/counted'
import { createRipple } from '../load/ripple'
import { hashText } from '../load/seeded-number'
import { type FamilyBuffer, type Labels, labelText } from './exposition'

/** The families of cAdvisor, as a kubelet serves them, that the guide's alerts and the console read. */
export const containerFamilies: readonly (readonly [name: string, type: 'gauge' | 'counter', help: string])[] = [
  ['container_cpu_usage_seconds_total', 'counter', 'Cumulative cpu time consumed in seconds.'],
  ['container_cpu_cfs_throttled_seconds_total', 'counter', 'Total time duration the container has been throttled.'],
  ['container_memory_working_set_bytes', 'gauge', 'Current working set in bytes.'],
  ['container_memory_rss', 'gauge', 'Size of RSS in bytes.'],
  ['container_spec_cpu_period', 'gauge', 'CPU period of the container.'],
  ['container_spec_cpu_quota', 'gauge', 'CPU quota of the container.'],
  ['container_spec_cpu_shares', 'gauge', 'CPU share of the container.'],
  ['container_spec_memory_limit_bytes', 'gauge', 'Memory limit for the container.'],
  ['container_start_time_seconds', 'gauge', 'Start time of the container since unix epoch in seconds.'],
  ['container_network_receive_bytes_total', 'counter', 'Cumulative count of bytes received'],
  ['container_network_transmit_bytes_total', 'counter', 'Cumulative count of bytes transmitted'],
]

const periodMicroseconds = 100_000

/** Containers of one pod that run; a container that waits has no cgroup, and thus no series. */
export function addContainerSeries(buffer: FamilyBuffer, cluster: Cluster, pod: Pod, timeMs: number): void {
  const { namespace = '', name, uid = '' } = pod.metadata
  const spec = cluster.world.workload(namespace, workloadNameOf(pod))
  if (!spec) return
  const containers = usingContainers(cluster, pod, spec, spreadOf(cluster, spec))
  if (containers.length === 0) return
  for (const container of containers) addContainer(buffer, cluster, pod, container, timeMs)
  const network = labelText([
    ['id', `/kubepods/burstable/pod${uid}`],
    ['interface', 'eth0'],
    ['namespace', namespace],
    ['pod', name],
    ['node', pod.spec.nodeName ?? ''],
  ])
  const ripple = createRipple(hashText(`${cluster.world.seed}/network/${podKey(pod)}`))
  const flow = { perSecondAtPeak: (90_000 * cluster.world.volume) / spec.replicas, constantPerSecond: 2400 }
  const startedMs = Date.parse(pod.status.startTime ?? '')
  const bytes = Math.floor(countBetween(flow, { demand: cluster.world.demand, ripple }, [], startedMs, timeMs))
  buffer.add('container_network_receive_bytes_total', network, bytes)
  buffer.add('container_network_transmit_bytes_total', network, Math.floor(bytes * 0.8))
}

function addContainer(
  buffer: FamilyBuffer,
  cluster: Cluster,
  pod: Pod,
  container: UsingContainer,
  timeMs: number,
): void {
  const status = pod.spec.containers.find(({ name }) => name === container.container)
  const base: Labels = [
    ['container', container.container],
    ['id', `/kubepods/burstable/pod${pod.metadata.uid}/${container.container}`],
    ['image', status?.image ?? ''],
    ['name', container.container],
    ['namespace', container.namespace],
    ['pod', container.pod],
    ['node', pod.spec.nodeName ?? ''],
  ]
  const labels = labelText(base)
  const memory = memoryBytes(cluster, container, timeMs)
  buffer.add(
    'container_cpu_usage_seconds_total',
    `${labels},cpu="total"`,
    rounded(cpuSeconds(cluster, container, timeMs)),
  )
  buffer.add('container_memory_working_set_bytes', labels, memory)
  buffer.add('container_memory_rss', labels, Math.floor(memory * 0.92))
  buffer.add('container_spec_cpu_period', labels, periodMicroseconds)
  buffer.add('container_start_time_seconds', labels, container.startedMs / 1000)
  const { cpu, memory: memoryLimit } = status?.resources.limits ?? {}
  const requested = status?.resources.requests?.cpu
  buffer.add('container_spec_cpu_shares', labels, requested ? Math.round(coresOf(requested) * 1024) : 2)
  buffer.add('container_spec_memory_limit_bytes', labels, memoryLimit ? bytesOf(memoryLimit) : 0)
  // Without a limit there is no quota to report.
  if (!cpu) return
  buffer.add('container_spec_cpu_quota', labels, coresOf(cpu) * periodMicroseconds)
  const throttled = throttledSeconds(cluster, container, timeMs)
  buffer.add('container_cpu_cfs_throttled_seconds_total', labels, rounded(throttled))
}

const rounded = (value: number) => Math.round(value * 1e6) / 1e6
