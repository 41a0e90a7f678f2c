import 'server-only'
import { env } from '@/lib/env/env'
import { processSingleton } from '@/lib/env/process-singleton'
import { createSharedRead, type SharedRead } from '@/lib/live/shared-read'
import { prometheus } from './instance'
import type { RuleGroup } from './schema'

/**
 * The rules of a region with their present alerts, asked once for all nouns that need them (alerts, services, tenants,
 * changes). At most three quarters of the live interval old, so that each refresh of a feed sees a new evaluation. Only for regions
 * that have a Prometheus; throws what `rules()` throws.
 */
export function sharedRules(regionId: string): SharedRead<RuleGroup[]> {
  return processSingleton(`prometheus.rules.${regionId}`, () =>
    createSharedRead(env().LIVE_INTERVAL_SECONDS * 750, async () => {
      const client = prometheus(regionId)
      if (!client) throw new Error(`Region ${regionId} has no Prometheus.`)
      return client.rules()
    }),
  )
}
