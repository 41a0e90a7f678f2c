import 'server-only'
import { Prisma } from '@/lib/db/generated/client'
import { readDatabase } from '@/lib/db/transaction'
import type { UnknownProfiles } from '../schema'
import { getImport } from './get-import'

/** Names whose rows are refused for nothing else; the condition of a partial index, and the only refusal. */
const unknown = (importId: string) => Prisma.sql`
  SELECT min(profile_name) AS name, count(*)::int AS rows, (count(*) OVER ())::int AS total FROM mailbox_import_rows
  WHERE import_id = ${importId}::uuid AND outcome = 'refused' AND profile_name IS NOT NULL AND profile_id IS NULL
    AND jsonb_array_length(refusals) = 1 AND refusals -> 0 ->> 'code' = 'profile-unknown'
  GROUP BY lower(profile_name) ORDER BY 2 DESC, 1 LIMIT 100`

/** Names of the file that are read as a person said: of this import first, then of earlier ones; never before a profile of that name. */
const chosen = (tenantId: string, importId: string) => Prisma.sql`
  WITH words AS MATERIALIZED (
    SELECT DISTINCT ON (key) key, source FROM (
      SELECT lower(name) AS key, 'import' AS source, 1 AS rank FROM mailbox_imports i,
        jsonb_object_keys(coalesce(i.choices -> 'profiles', '{}')) AS name WHERE i.id = ${importId}::uuid
      UNION ALL SELECT key, 'memory', 2 FROM import_mappings WHERE tenant_id = ${tenantId} AND kind = 'profile') AS said
    WHERE NOT EXISTS (SELECT 1 FROM voicemail_profiles p WHERE p.tenant_id = ${tenantId} AND lower(p.name) = said.key)
    ORDER BY key, rank)
  SELECT min(r.profile_name) AS name, p.id AS "profileId", p.name AS "profileName", w.source AS "from"
  FROM words w JOIN mailbox_import_rows r ON r.import_id = ${importId}::uuid AND lower(r.profile_name) = w.key
    JOIN voicemail_profiles p ON p.id = r.profile_id
  GROUP BY w.key, w.source, p.id, p.name ORDER BY 1`

/**
 * Names of profiles in the file that the tenant does not have, a hundred at most, and those for which a person's word stands in. Throws
 * `not-found`, `unavailable`.
 */
export async function listProfileNames(tenantId: string, importId: string): Promise<UnknownProfiles> {
  const { checkedAt } = await getImport(tenantId, importId)
  // The rows that are there may be those of a check before.
  if (checkedAt === null) return { items: [], total: 0, chosen: [] }
  return readDatabase(async (client) => {
    const names = await client.$queryRaw<{ name: string; rows: number; total: number }[]>(unknown(importId))
    return {
      items: names.map(({ name, rows }) => ({ name, rows })),
      total: names[0]?.total ?? 0,
      chosen: await client.$queryRaw<UnknownProfiles['chosen']>(chosen(tenantId, importId)),
    }
  })
}
