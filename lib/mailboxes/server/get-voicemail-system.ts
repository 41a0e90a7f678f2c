import 'server-only'
import { readDatabase } from '@/lib/db/transaction'
import { noTenant } from '@/lib/tenants/no-tenant'
import type { VoicemailSystem } from '../system-schema'
import { toVoicemailSystem } from './voicemail-system-repository'

/** What a tenant's mailboxes inherit from its system. Throws `not-found` for an unknown tenant, `unavailable`. */
export async function getVoicemailSystem(tenantId: string): Promise<VoicemailSystem> {
  return readDatabase(async (client) => {
    const record = await client.voicemailSystem.findUnique({ where: { tenantId } })
    if (!record) throw noTenant(tenantId)
    return toVoicemailSystem(client, record)
  })
}
