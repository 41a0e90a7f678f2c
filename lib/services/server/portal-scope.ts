import 'server-only'
import { portalStaleAfterSeconds } from '@/lib/catalogue/portal-freshness'
import { env } from '@/lib/env/env'
import { otherRegions } from '@/lib/env/regions'
import type { PortalScope } from '../promql'

/** What the statuses of a region's portals are told by. */
export function portalScope(region: string): PortalScope {
  return {
    staleAfterSeconds: portalStaleAfterSeconds(env().PROBE_INTERVAL_SECONDS),
    otherRegions: otherRegions(region),
  }
}
