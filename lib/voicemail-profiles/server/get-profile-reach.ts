import 'server-only'
import { Prisma } from '@/lib/db/generated/client'
import { readDatabase } from '@/lib/db/transaction'
import type { ProfileReach } from '../schema'
import { noProfile } from './repository'

/**
 * Whom a change of a profile reaches, counted in one query. A profile that mailboxes name is found by its index; the built-in one is what all
 * others use. Throws `not-found`, `unavailable`.
 */
export async function getProfileReach(tenantId: string, id: string): Promise<ProfileReach> {
  return readDatabase(async (client) => {
    const profile = await client.voicemailProfile.findUnique({
      where: { tenantId_id: { tenantId, id } },
      select: { builtIn: true },
    })
    if (!profile) throw noProfile()
    const uses = profile.builtIn
      ? Prisma.sql`(profile_id IS NULL OR profile_id = ${id}::uuid)`
      : Prisma.sql`profile_id = ${id}::uuid`
    const [row] = await client.$queryRaw<{ mailboxes: bigint; counts: bigint; durations: bigint }[]>`
      SELECT count(*) AS mailboxes, count(*) FILTER (WHERE max_message_count IS NULL) AS counts,
        count(*) FILTER (WHERE max_duration_seconds IS NULL) AS durations
      FROM mailboxes WHERE tenant_id = ${tenantId} AND deleted_at IS NULL AND ${uses}`
    return {
      mailboxes: Number(row?.mailboxes ?? 0),
      inheriting: { maxMessageCount: Number(row?.counts ?? 0), maxDurationSeconds: Number(row?.durations ?? 0) },
    }
  })
}
