import 'server-only'
import type { ServiceId } from '@/lib/catalogue/schema'
import { serviceById } from '@/lib/catalogue/services'
import { findRegion, regions } from '@/lib/env/regions'
import { AppError } from '@/lib/errors'
import { toServiceAlerts } from '../alert-states'
import type { ServiceAlerts } from '../schema'
import { servicesFeed } from './feed'
import { regionMemory } from './region-memory'

/**
 * The alerts of a service with the state of their rules. Asks no source: it reads the rules that the feed's last refresh shared, so
 * a Prometheus that fails is a state in `sources`, never a throw. Throws `not-found` for a region that is not watched.
 */
export async function getServiceAlerts(serviceId: ServiceId, asked: string | undefined): Promise<ServiceAlerts> {
  const region = asked === undefined ? regions()[0] : findRegion(asked)
  const { observedAt } = await servicesFeed().read()
  const memory = region && regionMemory(region.id)
  if (!memory?.parts) {
    throw new AppError('not-found', `No region ${JSON.stringify(asked ?? '')} is watched.`, {
      action: 'Choose the service in the list.',
    })
  }
  return {
    observedAt,
    items: toServiceAlerts(serviceById(serviceId), memory.ruleGroups),
    sources: [memory.parts.alerts.state],
  }
}
