import 'server-only'
import { type Author, writeAudit } from '@/lib/audit/write-audit'
import { requirePermission } from '@/lib/auth/require-permission'
import { transaction } from '@/lib/db/transaction'
import { AppError } from '@/lib/errors'
import { headerKey } from '../header-matcher'
import type { ForgetMappings } from '../schema'

/**
 * Forgets what was said of a column or the name of a profile, or all of it: later files of the tenant ask again. Files that were read so
 * stay as they are. Throws `forbidden`, `not-found` when there is no such word, `unavailable`.
 */
export async function forgetMappings(
  author: Author,
  tenantId: string,
  { kind, key }: ForgetMappings,
): Promise<{ forgotten: number }> {
  requirePermission(author.actor, 'imports:write')
  return transaction(async (tx) => {
    const one = kind === 'column' ? headerKey(key ?? '') : key?.trim()
    const gone = await tx.$queryRaw<{ kind: string; key: string }[]>`
      DELETE FROM import_mappings WHERE tenant_id = ${tenantId}
        AND (${kind ?? null}::text IS NULL OR (kind = ${kind ?? null} AND key IN (${one ?? null}, lower(${one ?? null}))))
      RETURNING kind, key, field, profile_id AS "profileId"`
    if (kind && gone.length === 0) throw new AppError('not-found', `Nothing is remembered of the ${kind} ${key}.`)
    if (gone.length > 0) {
      await writeAudit(tx, {
        ...author,
        action: 'import.forget',
        entityType: 'tenant',
        entityId: tenantId,
        tenantId,
        before: { mappings: gone },
      })
    }
    return { forgotten: gone.length }
  })
}
