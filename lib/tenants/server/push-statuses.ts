import 'server-only'
import { regions } from '@/lib/env/regions'
import { pushgateway } from '@/lib/pushgateway/instance'
import { type ProbeResult, type ProbeTarget, toPushFamilies } from '../probe-adapter'
import { probeJob } from '../promql'

/** Regions by the gateway they share: a push replaces all that the gateway holds of the job, so each gateway gets one. */
function regionsByGateway(): string[][] {
  const groups = new Map<string, string[]>()
  for (const { id, pushgateway: gateway } of regions()) {
    if (gateway) groups.set(gateway.url, [...(groups.get(gateway.url) ?? []), id])
  }
  return [...groups.values()]
}

/**
 * Pushes the statuses of each region's tenants to its Pushgateway, in one PUT a gateway; a gateway without tenants gets an empty
 * push, which takes old ones away. All gateways are tried. Throws what the first that failed threw (`upstream-failed`).
 */
export async function pushStatuses(results: readonly ProbeResult[]): Promise<void> {
  const pushes = regionsByGateway().map(async (group) => {
    const own = results.filter(({ target }) => group.includes(target.region))
    await pushgateway(group[0] ?? '')?.push(probeJob, toPushFamilies(own))
  })
  const failed = (await Promise.allSettled(pushes)).find((push) => push.status === 'rejected')
  if (failed) throw failed.reason
}

/** Regions of these tenants whose statuses go nowhere, because no Pushgateway is configured there. */
export function regionsWithoutGateway(targets: readonly ProbeTarget[]): string[] {
  const served = new Set(regionsByGateway().flat())
  return [...new Set(targets.map((target) => target.region))].filter((region) => !served.has(region)).sort()
}
