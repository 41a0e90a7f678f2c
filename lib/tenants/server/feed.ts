import 'server-only'
import { databaseDownSentences } from '@/lib/db/errors'
import { regions } from '@/lib/env/regions'
import { AppError } from '@/lib/errors'
import { registerFeed } from '@/lib/live/registry'
import { log } from '@/lib/log/log'
import { buildTenantRows, summariseTenants } from '../model'
import type { Tenant, TenantRow, TenantSummary } from '../schema'
import { readRegion, staleAfterSeconds } from './read-region'
import { readTenants } from './repository'

/** A database that hangs must not hold up what Prometheus says; the last list of tenants goes on meanwhile. */
const patienceMs = 2000

async function readTenantsInTime(): Promise<Tenant[]> {
  let timer: ReturnType<typeof setTimeout> | undefined
  const tooLate = new Promise<never>((_resolve, reject) => {
    const upstream = { source: 'postgresql', region: 'console', kind: 'timeout' } as const
    timer = setTimeout(() => reject(new AppError('unavailable', databaseDownSentences.read, { upstream })), patienceMs)
  })
  try {
    return await Promise.race([readTenants(), tooLate])
  } finally {
    clearTimeout(timer)
  }
}

/**
 * Every tenant with the status of its portal. Upstream, for each region and refresh: one instant query and the shared rules;
 * one more when a status's beginning is unknown. While the database is away its last list goes on, and without one the
 * tenants that Prometheus knows.
 */
export const tenantsFeed = registerFeed<TenantRow, TenantSummary>('tenants', {
  poll: async (signal, context) => {
    const moment = { nowMs: context.now.getTime(), signal }
    const [tenants, ...read] = await Promise.all([
      context.sources.read({ region: 'console', name: 'postgresql' }, readTenantsInTime),
      ...regions().map((region) => readRegion(region, context.sources, moment)),
    ])
    const heard = read.map((region) => region.readings)
    const items = buildTenantRows(tenants.value ?? null, heard, staleAfterSeconds())
    const sources = [tenants.state, ...read.flatMap((region) => region.sources)]
    return { items, summary: summariseTenants(items, heard), sources }
  },
})

/** Shows a change at once to those who look; the change itself is done, so a refresh that fails is only logged. */
export function showChange(): void {
  tenantsFeed()
    .refreshAfterWrite()
    .catch((err: unknown) => log('tenants').warn({ err }, 'the list was not refreshed after a change'))
}
