import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { serviceById } from '@/lib/catalogue/services'
import type { Cluster } from '../cluster/cluster'
import { type Pod, workloadNameOf } from '../cluster/shapes'
import { callbackNamespace, type WorkloadSpec } from '../cluster/workloads'

/** One entry of Prometheus' file service discovery. */
export interface TargetGroup {
  targets: string[]
  labels: Record<string, string>
}

export type TargetFile = 'pods' | 'kube-state-metrics' | 'cadvisor'

export const metricsPathOf = (namespace: string, pod: string): string => `/pods/${namespace}/${pod}/metrics`
export const kubeStatePath = '/kube-state-metrics/metrics'
export const cadvisorPath = '/cadvisor/metrics'

/**
 * The labels that the guide's monitors add: a PodMonitor names its job `<namespace>/<monitor>`, one for all pods of a
 * service (a canary is scraped by the monitor of the workload beside it); Callback's ServiceMonitor names the Service.
 * `instance` is the pod's address, as it would be in a cluster, whatever port the lab listens on.
 */
export function podTargetLabels(spec: WorkloadSpec, pod: { namespace: string; name: string; address: string }) {
  const { namespace, name, address } = pod
  return {
    job: namespace === callbackNamespace ? spec.service : `${namespace}/${spec.service}`,
    namespace,
    pod: name,
    container: spec.container,
    service: spec.service,
    endpoint: 'http',
    instance: `${address}:${spec.containerPort}`,
  }
}

/** Only services whose documents name a metrics port are scraped; the Tenant Service has none. */
export function isScraped({ serviceId }: WorkloadSpec): boolean {
  return serviceById(serviceId).metricsPort !== null
}

function podGroups({ pods, world }: Cluster, address: string): TargetGroup[] {
  const groups: TargetGroup[] = []
  for (const pod of pods.all()) {
    const group = podGroup(world.workload(pod.metadata.namespace ?? '', workloadNameOf(pod)), pod, address)
    if (group) groups.push(group)
  }
  return groups.sort((a, b) => (sortKey(a) < sortKey(b) ? -1 : 1))
}

const sortKey = ({ labels }: TargetGroup) => `${labels.namespace}/${labels.pod}`

function podGroup(spec: WorkloadSpec | undefined, pod: Pod, address: string): TargetGroup | undefined {
  const { namespace = '', name } = pod.metadata
  const { podIP, phase } = pod.status
  if (!spec || !podIP || phase !== 'Running' || !isScraped(spec)) return undefined
  return {
    targets: [address],
    labels: {
      ...podTargetLabels(spec, { namespace, name, address: podIP }),
      __metrics_path__: metricsPathOf(namespace, name),
    },
  }
}

/** All three files of service discovery. The two exporters' series carry namespace and pod of their own (honor_labels). */
export function targetGroups(cluster: Cluster, metricsPort: number): Record<TargetFile, TargetGroup[]> {
  const address = `127.0.0.1:${metricsPort}`
  const exporter = (job: string, instance: string, path: string, more: Record<string, string> = {}): TargetGroup[] => [
    { targets: [address], labels: { job, instance, ...more, __metrics_path__: path } },
  ]
  return {
    pods: podGroups(cluster, address),
    'kube-state-metrics': exporter('kube-state-metrics', 'kube-state-metrics:8080', kubeStatePath),
    cadvisor: exporter('kubelet', 'kubelet:10250', cadvisorPath, { metrics_path: '/metrics/cadvisor' }),
  }
}

/** Writes what has changed, each file in one move, so that Prometheus never reads half of one. */
export function writeTargets(directory: string, groups: Record<TargetFile, TargetGroup[]>): void {
  mkdirSync(directory, { recursive: true })
  for (const [name, content] of Object.entries(groups)) {
    const path = join(directory, `${name}.json`)
    const text = `${JSON.stringify(content, null, 1)}\n`
    if (readIfThere(path) === text) continue
    writeFileSync(`${path}.new`, text)
    renameSync(`${path}.new`, path)
  }
}

function readIfThere(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8')
  } catch {
    return undefined
  }
}
