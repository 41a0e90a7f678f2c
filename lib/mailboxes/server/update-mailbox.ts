import 'server-only'
import { type Author, writeAudit } from '@/lib/audit/write-audit'
import { requirePermission } from '@/lib/auth/require-permission'
import { transaction } from '@/lib/db/transaction'
import { AppError } from '@/lib/errors'
import type { MailboxChange, MailboxRow } from '../schema'
import { namingNumberHolder } from './find-number-holders'
import { auditedMailbox, lockMailbox, readInheritance, requireProfile, toMailboxRow } from './repository'
import { requireGreeting } from './require-greeting'

/**
 * Changes what is given of a mailbox at `version`; null resets a setting to inherited. Throws `forbidden`, `not-found`, `conflict` when
 * someone else was first, the number is taken or the mailbox is deleted, `invalid-input` for an unknown profile and a greeting without audio.
 */
export async function updateMailbox(
  author: Author,
  tenantId: string,
  id: string,
  version: number,
  change: MailboxChange,
): Promise<MailboxRow> {
  requirePermission(author.actor, 'voicemail:write')
  return namingNumberHolder(tenantId, change.number, () =>
    transaction(async (tx) => {
      const inheritance = await readInheritance(tx, tenantId)
      const before = await lockMailbox(tx, tenantId, id, version)
      if (before.deletedAt)
        throw new AppError('conflict', `Mailbox ${before.number} is deleted.`, { action: 'Restore it first.' })
      requireProfile(change.profileId, inheritance)
      await requireGreeting(tx, id, change.activeGreetingType)
      const after = await tx.mailbox.update({ where: { id, version }, data: { ...change, version: { increment: 1 } } })
      await writeAudit(tx, {
        ...author,
        action: 'mailbox.update',
        entityType: 'mailbox',
        entityId: id,
        tenantId,
        before: auditedMailbox(before, inheritance),
        after: auditedMailbox(after, inheritance),
      })
      return toMailboxRow(after, inheritance)
    }),
  )
}
