import 'server-only'
import { filterTenants } from '../model'
import type { TenantFilter, TenantList } from '../schema'
import { tenantsFeed } from './feed'

/**
 * The page of tenants that a filter asks for; `total` counts all that match, `summary` all there are. Never throws for a source
 * that is down: see `sources`.
 */
export async function listTenants(filter: TenantFilter): Promise<TenantList> {
  const snapshot = await tenantsFeed().read()
  const matching = filterTenants(snapshot.items, filter)
  const items = matching.slice(filter.offset, filter.offset + filter.limit)
  return { ...snapshot, items, total: matching.length }
}
