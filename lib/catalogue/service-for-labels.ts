import type { ServiceId } from './schema'
import { serviceForPodName, serviceForWorkload, services } from './services'

/** Everything that a label `service` may call a service, lower-cased: our id, its name, its aliases, its container. */
const idByWord = new Map<string, ServiceId>(
  services.flatMap((service) =>
    [service.id, service.name, ...service.aliases, service.workload?.container ?? service.id].map(
      (word) => [word.toLowerCase(), service.id] as const,
    ),
  ),
)

/**
 * Which service an alert or a series speaks of, by its labels: what `service` says (the documents write `portal` and `GES`, scrapes
 * the workload's name), else the pod's name, else the workload's. Null when none of them is of the platform; never guessed.
 */
export function serviceForLabels(labels: Readonly<Record<string, string>>): ServiceId | null {
  const { service, pod, deployment, statefulset } = labels
  const named = service === undefined ? undefined : idByWord.get(service.toLowerCase())
  if (named) return named
  if (service) {
    const byWorkload = serviceForWorkload(service)
    if (byWorkload) return byWorkload.id
  }
  if (pod) {
    const byPod = serviceForPodName(pod)
    if (byPod) return byPod.id
  }
  const workload = deployment ?? statefulset
  return workload ? (serviceForWorkload(workload)?.id ?? null) : null
}
