import 'server-only'
import { readDatabase } from '@/lib/db/transaction'
import { tenantIdSchema } from '@/lib/tenants/schema'
import { listVoicemailTenants } from './list-voicemail-tenants'

/**
 * The tenant that a voicemail page without one opens: the remembered one as long as it exists, else the first. null when there is none at
 * all. `remembered` comes from a cookie and may be anything. Throws `unavailable`.
 */
export async function chooseVoicemailTenant(remembered: string | undefined): Promise<string | null> {
  const id = tenantIdSchema.safeParse(remembered).data
  const known = id
    ? await readDatabase((client) => client.tenant.findUnique({ where: { id }, select: { id: true } }))
    : null
  if (known) return known.id
  const { items } = await listVoicemailTenants({ q: '', limit: 1 })
  return items[0]?.id ?? null
}
