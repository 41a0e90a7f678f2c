import 'server-only'
import { z } from 'zod'
import { type Author, writeAudit } from '@/lib/audit/write-audit'
import { Prisma } from '@/lib/db/generated/client'
import { readDatabase, type Transaction } from '@/lib/db/transaction'
import { noTenant } from '@/lib/tenants/no-tenant'
import { type HeaderMapping, headerKey, isOwnHeader } from '../header-matcher'
import { type ImportChoices, type ImportMappingList, importMappingListSchema } from '../schema'
import { importFields, importLimits } from '../vocabulary'

const columnsSchema = z.record(z.string(), z.enum(importFields).nullable())

type Word = { kind: 'column' | 'profile'; key: string; field: string | null; profileId: string | null }
type Said = Pick<ImportChoices, 'mapping' | 'profiles'>

/** A word on a name of our own counts for its file only: in the next file the name means again what it says. */
function wordsOf({ mapping = {}, profiles = {} }: Said): Word[] {
  const columns = Object.entries(mapping).flatMap(([header, field]): Word[] =>
    isOwnHeader(header) || headerKey(header) === ''
      ? []
      : [{ kind: 'column', key: headerKey(header), field, profileId: null }],
  )
  const names = Object.entries(profiles).map(
    ([name, profileId]): Word => ({ kind: 'profile', key: name.trim(), field: null, profileId }),
  )
  return [...columns, ...names.filter(({ key, profileId }) => key !== '' && profileId !== null)]
}

async function forgetProfiles(
  tx: Transaction,
  author: Author,
  tenantId: string,
  { profiles = {} }: Said,
): Promise<void> {
  const names = Object.entries(profiles).flatMap(([name, profileId]) => (profileId === null ? [name.trim()] : []))
  if (names.length === 0) return
  const gone = await tx.$queryRaw<object[]>`
    DELETE FROM import_mappings WHERE tenant_id = ${tenantId} AND kind = 'profile'
      AND key IN (SELECT lower(name) FROM unnest(${names}::text[]) AS name)
    RETURNING kind, key, field, profile_id AS "profileId"`
  const audited = { action: 'import.forget', entityType: 'tenant', entityId: tenantId, tenantId } as const
  if (gone.length > 0) await writeAudit(tx, { ...author, ...audited, before: { mappings: gone } })
}

/**
 * Keeps what a person says of a file for later files of the tenant, in the transaction that has the file read so, and forgets the names of
 * profiles that are taken back. What the tenant has no profile for is left out; of more than are kept, the oldest go.
 */
export async function rememberMappings(tx: Transaction, author: Author, tenantId: string, said: Said): Promise<void> {
  const { actor } = author
  await forgetProfiles(tx, author, tenantId, said)
  const words = wordsOf(said)
  if (words.length === 0) return
  const actorId = actor.kind === 'user' ? Prisma.sql`${actor.id}::uuid` : Prisma.sql`NULL::uuid`
  // Profiles are found by PostgreSQL's lower case, so their names are kept in it. Ordered, so that two at once do not wait for each other.
  const kept = await tx.$queryRaw<object[]>`
    INSERT INTO import_mappings (tenant_id, kind, key, field, profile_id, actor_id, actor_name, said_at)
    SELECT DISTINCT ON (kind, key) ${tenantId}, kind, key, field, profile_id, ${actorId}, ${actor.name}, clock_timestamp() FROM (
      SELECT kind, CASE kind WHEN 'profile' THEN lower(key) ELSE key END AS key, field, "profileId" AS profile_id
      FROM jsonb_to_recordset(${JSON.stringify(words)}::jsonb) AS word (kind text, key text, field text, "profileId" uuid)) AS words
    WHERE kind = 'column' OR EXISTS (SELECT 1 FROM voicemail_profiles p WHERE p.tenant_id = ${tenantId} AND p.id = profile_id)
    ORDER BY kind, key
    ON CONFLICT (tenant_id, kind, key) DO UPDATE SET field = excluded.field, profile_id = excluded.profile_id,
      actor_id = excluded.actor_id, actor_name = excluded.actor_name, said_at = excluded.said_at
    RETURNING kind, key, field, profile_id AS "profileId"`
  const audited = { action: 'import.remember', entityType: 'tenant', entityId: tenantId, tenantId } as const
  if (kept.length > 0) await writeAudit(tx, { ...author, ...audited, after: { mappings: kept } })
  await tx.$executeRaw`
    DELETE FROM import_mappings WHERE tenant_id = ${tenantId} AND (kind, key) IN (SELECT kind, key FROM import_mappings
      WHERE tenant_id = ${tenantId} ORDER BY said_at DESC, kind, key OFFSET ${importLimits.rememberedMappings})`
}

/** What was said of columns of earlier files. Throws `unavailable`. */
export async function rememberedColumns(tenantId: string): Promise<HeaderMapping> {
  const columns = await readDatabase((client) =>
    client.importMapping.findMany({ where: { tenantId, kind: 'column' }, select: { key: true, field: true } }),
  )
  return columnsSchema.parse(Object.fromEntries(columns.map(({ key, field }) => [key, field])))
}

/** All that is remembered for files of a tenant, the newest word first. Throws `not-found` for the tenant, `unavailable`. */
export async function listMappings(tenantId: string): Promise<ImportMappingList> {
  const tenant = await readDatabase((client) =>
    client.tenant.findUnique({
      where: { id: tenantId },
      select: {
        importMappings: {
          include: { profile: { select: { name: true } } },
          orderBy: [{ saidAt: 'desc' }, { kind: 'asc' }, { key: 'asc' }],
        },
      },
    }),
  )
  if (!tenant) throw noTenant(tenantId)
  return importMappingListSchema.parse({
    items: tenant.importMappings.map(({ saidAt, profile, ...record }) => ({
      ...record,
      profileName: profile?.name ?? null,
      saidAt: saidAt.toISOString(),
    })),
  })
}
