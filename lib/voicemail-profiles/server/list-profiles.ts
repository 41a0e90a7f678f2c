import 'server-only'
import { readDatabase } from '@/lib/db/transaction'
import { noTenant } from '@/lib/tenants/no-tenant'
import type { ProfileList } from '../schema'
import { readReplacements, toProfile } from './repository'

/** Every profile of a tenant with how many mailboxes use it: the built-in one first, the others by name. Throws `not-found` for the tenant, `unavailable`. */
export async function listProfiles(tenantId: string): Promise<ProfileList> {
  return readDatabase(async (client) => {
    const [records, counts, replacements] = await Promise.all([
      client.voicemailProfile.findMany({ where: { tenantId }, orderBy: [{ builtIn: 'desc' }, { name: 'asc' }] }),
      client.mailbox.groupBy({ by: ['profileId'], where: { tenantId, deletedAt: null }, _count: true }),
      readReplacements(client, tenantId),
    ])
    // Every tenant has the built-in one.
    if (records.length === 0) throw noTenant(tenantId)
    const countOf = new Map(counts.map(({ profileId, _count }) => [profileId, _count]))
    return {
      items: records.map((record) =>
        toProfile(
          record,
          (countOf.get(record.id) ?? 0) + (record.builtIn ? (countOf.get(null) ?? 0) : 0),
          replacements,
        ),
      ),
    }
  })
}
