import 'server-only'
import { type Author, writeAudit } from '@/lib/audit/write-audit'
import { requirePermission } from '@/lib/auth/require-permission'
import { readDatabase, transaction } from '@/lib/db/transaction'
import { AppError } from '@/lib/errors'
import { isRestorable } from '../model'
import type { MailboxRow } from '../schema'
import { mailboxLimits } from '../vocabulary'
import { namingNumberHolder } from './find-number-holders'
import { auditedMailbox, lockMailbox, readInheritance, toMailboxRow } from './repository'

/** Deletes a mailbox at `version`. Its number is free at once; it can be restored for 30 days. Throws `forbidden`, `not-found`, `conflict`. */
export async function deleteMailbox(
  author: Author,
  tenantId: string,
  id: string,
  version: number,
): Promise<MailboxRow> {
  return setDeleted(author, tenantId, id, version, true)
}

/** Brings a deleted mailbox back. Throws `conflict` when another one has its number now or its 30 days are over, and as deleting does. */
export async function restoreMailbox(
  author: Author,
  tenantId: string,
  id: string,
  version: number,
): Promise<MailboxRow> {
  const had = await readDatabase((client) => client.mailbox.findUnique({ where: { id }, select: { number: true } }))
  return namingNumberHolder(tenantId, had?.number, () => setDeleted(author, tenantId, id, version, false))
}

function tooLate(number: string): AppError {
  return new AppError(
    'conflict',
    `Mailbox ${number} was deleted ${mailboxLimits.restorableDays} days ago or longer, so it can no longer be restored.`,
    {
      action: 'Create it anew, or undo the import or the bulk edit that deleted it, if there is one that still can be.',
    },
  )
}

async function setDeleted(
  author: Author,
  tenantId: string,
  id: string,
  version: number,
  deleted: boolean,
): Promise<MailboxRow> {
  requirePermission(author.actor, 'voicemail:write')
  return transaction(async (tx) => {
    const inheritance = await readInheritance(tx, tenantId)
    const before = await lockMailbox(tx, tenantId, id, version)
    if ((before.deletedAt !== null) === deleted) {
      throw new AppError('conflict', `Mailbox ${before.number} is ${deleted ? 'already deleted' : 'not deleted'}.`)
    }
    if (before.deletedAt && !isRestorable(before.deletedAt, Date.now())) throw tooLate(before.number)
    const data = { deletedAt: deleted ? new Date() : null, version: { increment: 1 } }
    const after = await tx.mailbox.update({ where: { id, version }, data })
    await writeAudit(tx, {
      ...author,
      action: deleted ? 'mailbox.delete' : 'mailbox.restore',
      entityType: 'mailbox',
      entityId: id,
      tenantId,
      before: auditedMailbox(before, inheritance),
      after: auditedMailbox(after, inheritance),
    })
    return toMailboxRow(after, inheritance)
  })
}
