import 'server-only'
import { writeAudit } from '@/lib/audit/write-audit'
import type { Transaction } from '@/lib/db/transaction'
import { auditedProfile } from '@/lib/voicemail-profiles/audit-model'
import type { BulkCounts, ProfileReplacement } from '../bulk-schema'
import type { BulkProgress, BulkWork } from './bulk-edit-repository'

/**
 * The end of a replacement, or its next round: whoever chose the profile while the others moved is moved, too. When no mailbox names it any
 * more, the profile is deleted; its lock keeps everybody from choosing it in between.
 */
export async function finishReplacement(
  tx: Transaction,
  { id, tenantId, actorId, actorName }: BulkWork,
  { profileId, replacementName }: ProfileReplacement,
  counts: BulkCounts,
): Promise<BulkProgress> {
  await tx.$queryRaw`SELECT id FROM voicemail_profiles WHERE id = ${profileId}::uuid FOR UPDATE`
  const left = await tx.mailbox.findFirst({ where: { tenantId, profileId }, select: { id: true } })
  if (left) return { state: 'collecting', collectedUpTo: null }
  const profile = await tx.voicemailProfile.findUnique({ where: { tenantId_id: { tenantId, id: profileId } } })
  if (profile) {
    await tx.voicemailProfile.delete({ where: { id: profileId } })
    await writeAudit(tx, {
      actor: actorId ? { kind: 'user', id: actorId, name: actorName } : { kind: 'system', name: actorName },
      requestId: id,
      action: 'voicemail-profile.delete',
      entityType: 'voicemail-profile',
      entityId: profileId,
      tenantId,
      before: { ...auditedProfile(profile), replacedBy: replacementName, movedMailboxes: counts.changed ?? 0 },
    })
  }
  return { state: 'done', finishedAt: new Date() }
}
