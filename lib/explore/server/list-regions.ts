import 'server-only'
import { regions } from '@/lib/env/regions'

export type ExploreRegion = { id: string; name: string }

/** Regions that have a Prometheus to ask, in the order of the configuration. */
export function listRegions(): ExploreRegion[] {
  return regions().flatMap(({ id, name, prometheus }) => (prometheus ? [{ id, name }] : []))
}
