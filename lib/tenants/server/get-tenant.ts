import 'server-only'
import { databaseDownSentences } from '@/lib/db/errors'
import { AppError } from '@/lib/errors'
import { pushedAt } from '../model'
import type { TenantDetail } from '../schema'
import { tenantsFeed } from './feed'

/**
 * One tenant as the list has it. Throws `not-found`; `unavailable` when the database, or a Prometheus that may know one that it
 * does not have, has not answered.
 */
export async function getTenant(id: string): Promise<TenantDetail> {
  const { position, observedAt, items, summary, sources } = await tenantsFeed().read()
  const tenant = items.find((row) => row.id === id)
  if (tenant) return { position, observedAt, tenant, pushedAt: pushedAt(tenant, summary), sources }
  const database = sources.find((source) => source.name === 'postgresql')
  if (database && database.status !== 'ok') throw new AppError('unavailable', databaseDownSentences.read)
  const unheard = sources.find((source) => source.observedAt === null && source.status !== 'paused')
  if (unheard) {
    throw new AppError('unavailable', `Whether there is a tenant ${id} is not known yet: a source has not answered.`)
  }
  throw new AppError('not-found', `There is no tenant ${id}.`, { action: 'Choose one from the list of tenants.' })
}
