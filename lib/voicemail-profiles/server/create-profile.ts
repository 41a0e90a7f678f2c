import 'server-only'
import { type Author, writeAudit } from '@/lib/audit/write-audit'
import { requirePermission } from '@/lib/auth/require-permission'
import { transaction } from '@/lib/db/transaction'
import { noTenant } from '@/lib/tenants/no-tenant'
import { auditedProfile } from '../audit-model'
import type { CreateProfile, VoicemailProfile } from '../schema'
import { toProfile } from './repository'

/** Adds a profile; a copy is one made with another's options. Throws `forbidden`, `not-found` for the tenant, `conflict` when the name is taken. */
export async function createProfile(
  author: Author,
  tenantId: string,
  profile: CreateProfile,
): Promise<VoicemailProfile> {
  requirePermission(author.actor, 'voicemail:write')
  return transaction(async (tx) => {
    if (!(await tx.tenant.findUnique({ where: { id: tenantId }, select: { id: true } }))) {
      throw noTenant(tenantId)
    }
    const record = await tx.voicemailProfile.create({ data: { tenantId, ...profile } })
    await writeAudit(tx, {
      ...author,
      action: 'voicemail-profile.create',
      entityType: 'voicemail-profile',
      entityId: record.id,
      tenantId,
      after: auditedProfile(record),
    })
    return toProfile(record, 0)
  })
}
