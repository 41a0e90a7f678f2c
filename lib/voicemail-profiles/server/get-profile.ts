import 'server-only'
import { readDatabase } from '@/lib/db/transaction'
import type { VoicemailProfile } from '../schema'
import { countUsers, noProfile, readReplacements, toProfile } from './repository'

/** One profile. Throws `not-found`, `unavailable`. */
export async function getProfile(tenantId: string, id: string): Promise<VoicemailProfile> {
  return readDatabase(async (client) => {
    const record = await client.voicemailProfile.findUnique({ where: { tenantId_id: { tenantId, id } } })
    if (!record) throw noProfile()
    return toProfile(record, await countUsers(client, record), await readReplacements(client, tenantId))
  })
}
