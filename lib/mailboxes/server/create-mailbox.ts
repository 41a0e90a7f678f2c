import 'server-only'
import { type Author, writeAudit } from '@/lib/audit/write-audit'
import { requirePermission } from '@/lib/auth/require-permission'
import { transaction } from '@/lib/db/transaction'
import type { CreateMailbox, MailboxRow } from '../schema'
import { namingNumberHolder } from './find-number-holders'
import { auditedMailbox, readInheritance, requireProfile, toMailboxRow } from './repository'
import { requireGreeting } from './require-greeting'

/**
 * Adds a mailbox. Throws `forbidden`, `not-found` for the tenant, `conflict` when the number is taken, `invalid-input` for an unknown
 * profile and for a greeting that a new mailbox cannot have yet.
 */
export async function createMailbox(author: Author, tenantId: string, mailbox: CreateMailbox): Promise<MailboxRow> {
  requirePermission(author.actor, 'voicemail:write')
  return namingNumberHolder(tenantId, mailbox.number, () =>
    transaction(async (tx) => {
      const inheritance = await readInheritance(tx, tenantId)
      requireProfile(mailbox.profileId, inheritance)
      await requireGreeting(tx, null, mailbox.activeGreetingType)
      const record = await tx.mailbox.create({ data: { tenantId, ...mailbox } })
      await writeAudit(tx, {
        ...author,
        action: 'mailbox.create',
        entityType: 'mailbox',
        entityId: record.id,
        tenantId,
        after: auditedMailbox(record, inheritance),
      })
      return toMailboxRow(record, inheritance)
    }),
  )
}
