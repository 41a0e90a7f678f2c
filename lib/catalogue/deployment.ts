import { deployment } from './data/deployment'
import type { Workload } from './deployment-schema'
import type { ServiceId } from './schema'

export { deployment }

/** How the workload of a service is deployed; null for Callback and Portal, whose deployment is not documented here. */
export function workloadOfService(id: ServiceId): Workload | null {
  return deployment.workloads.find(({ serviceId }) => serviceId === id) ?? null
}

const numbersOf = (version: string) => version.split('.').map((part) => (/^[0-9]+$/.test(part) ? Number(part) : null))

/**
 * Whether a chart is at least the minimum: `true`, `false`, or null where the two cannot be compared (another numbering
 * scheme, that is another first number, or a part that is no number).
 */
export function isChartAtLeast(version: string, minimum: string): boolean | null {
  const [have, need] = [numbersOf(version), numbersOf(minimum)]
  if (have.includes(null) || need.includes(null) || have[0] !== need[0] || have.length !== need.length) return null
  for (const [index, number] of need.entries()) {
    const [left, right] = [have[index] ?? 0, number ?? 0]
    if (left !== right) return left > right
  }
  return true
}
