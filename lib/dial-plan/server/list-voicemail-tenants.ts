import 'server-only'
import { Prisma } from '@/lib/db/generated/client'
import { readDatabase } from '@/lib/db/transaction'
import type { VoicemailTenant, VoicemailTenantList, VoicemailTenantQuery } from '../schema'

/**
 * The tenants of the database whose id or name holds every word of `q`: the one of that id first, then ids that begin with it, then the
 * others by id. Throws `unavailable`.
 */
export async function listVoicemailTenants({ q, limit }: VoicemailTenantQuery): Promise<VoicemailTenantList> {
  const text = q.trim().toLowerCase()
  const words = text.split(/\s+/).filter(Boolean)
  // position() and starts_with() take what was typed as it is; LIKE would read % and _ in it.
  const conditions = words.map((word) => Prisma.sql`position(${word} IN lower(tenants.id || ' ' || tenants.name)) > 0`)
  const matches = conditions.length > 0 ? Prisma.join(conditions, ' AND ') : Prisma.sql`TRUE`
  const found = await readDatabase(
    (client) => client.$queryRaw<VoicemailTenant[]>`
      SELECT tenants.id, tenants.name, dial_plans.voicemail_enabled AS "voicemailEnabled"
      FROM tenants JOIN dial_plans ON dial_plans.tenant_id = tenants.id WHERE ${matches}
      ORDER BY lower(tenants.id) = ${text} DESC, starts_with(lower(tenants.id), ${text}) DESC, lower(tenants.id), tenants.id
      LIMIT ${limit + 1}`,
  )
  return { items: found.slice(0, limit), more: found.length > limit }
}
