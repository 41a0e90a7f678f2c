import type { Service } from '@/lib/catalogue/schema'
import type { Pod, Unread, Workload } from '@/lib/workloads/schema'
import type { UnreadResource } from './parts'

/** True where the catalogue gives the name of the one workload, not a pattern as for the Tenant Service. */
function hasOneWorkload(service: Service): boolean {
  return /^[a-z0-9-]+$/.test(service.workload?.namePattern ?? '')
}

/**
 * The namespaces of which Kubernetes does not give a service's pods or workloads now: those where the service is, and those
 * where it may be because nobody can tell. One workload that is seen somewhere is nowhere else.
 */
export function unreadOf(
  service: Service,
  unread: readonly UnreadResource[],
  own: { pods: readonly Pod[]; workloads: readonly Workload[] },
): Unread {
  const kind = service.workload?.kind === 'StatefulSet' ? 'statefulsets' : 'deployments'
  const namespacesOf = (wanted: UnreadResource['resource']) =>
    unread.filter(({ resource }) => resource === wanted).map(({ namespace }) => namespace)
  const places = new Set([...own.pods, ...own.workloads].map(({ namespace }) => namespace))
  const untold = new Set(namespacesOf(kind))
  const isSettled = hasOneWorkload(service) && places.size > 0
  const concerns = (namespace: string) => places.has(namespace) || (untold.has(namespace) && !isSettled)
  return {
    pods: new Set(namespacesOf('pods').filter(concerns)),
    workloads: new Set([...untold].filter(concerns)),
  }
}
