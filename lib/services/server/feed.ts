import 'server-only'
import { regions } from '@/lib/env/regions'
import { registerFeed } from '@/lib/live/registry'
import { summariseServices } from '../model'
import { buildServiceRows } from '../rows'
import type { ServiceRow, ServiceSummary } from '../schema'
import { readRegion } from './read-region'

/**
 * Every service of every region. Upstream, for each region and refresh: four instant queries and the shared rules; once a
 * minute one range query for sparklines; once for trouble that nobody saw begin, one range query over 24 hours.
 */
export const servicesFeed = registerFeed<ServiceRow, ServiceSummary>('services', {
  poll: async (signal, context) => {
    const moment = { nowMs: context.now.getTime(), signal }
    const read = await Promise.all(regions().map((region) => readRegion(region, context.sources, moment)))
    const items = read.flatMap(buildServiceRows)
    const sources = read.flatMap(({ prometheus, alerts, kubernetes }) => [
      prometheus.state,
      alerts.state,
      kubernetes.state,
    ])
    return { items, summary: summariseServices(items), sources }
  },
})
