import 'server-only'
import { type Author, writeAudit } from '@/lib/audit/write-audit'
import { requirePermission } from '@/lib/auth/require-permission'
import type { Mailbox } from '@/lib/db/generated/client'
import { type Transaction, transaction } from '@/lib/db/transaction'
import { AppError } from '@/lib/errors'
import { greetingTypeLabels } from '@/lib/mailboxes/vocabulary'
import type { GreetingList, GreetingParams, Removal } from '../schema'
import { auditedGreeting, lockGreeting, readGreetings } from './repository'

/** A greeting without audio must not stay active. Throws `conflict` unless it was said what callers shall hear then. */
async function leaveActive(
  tx: Transaction,
  author: Author,
  params: GreetingParams,
  mailbox: Mailbox,
  whenActive: Removal['whenActive'],
): Promise<void> {
  const { id: tenantId, mailboxId, type } = params
  if (mailbox.activeGreetingType !== type) return
  if (whenActive === 'refuse') {
    throw new AppError(
      'conflict',
      `Callers of mailbox ${mailbox.number} hear the ${greetingTypeLabels[type]} greeting now.`,
      {
        action: 'Make another greeting active first, or remove it and go back to Standard (whenActive=standard).',
      },
    )
  }
  await tx.mailbox.update({ where: { id: mailboxId }, data: { activeGreetingType: null, version: { increment: 1 } } })
  await writeAudit(tx, {
    ...author,
    action: 'mailbox.update',
    entityType: 'mailbox',
    entityId: mailboxId,
    tenantId,
    before: { activeGreetingType: type },
    after: { activeGreetingType: null },
  })
}

/**
 * Takes the audio of a greeting away; it stays among the earlier versions and can be restored. Throws `forbidden`, `not-found` when there
 * is none, `conflict` when the greeting has moved on or is the active one.
 */
export async function removeGreeting(
  author: Author,
  params: GreetingParams,
  version: number,
  { whenActive }: Removal,
): Promise<GreetingList> {
  requirePermission(author.actor, 'voicemail:write')
  return transaction(async (tx) => {
    const { mailbox, greeting } = await lockGreeting(tx, params, version)
    const { id: tenantId, mailboxId, type } = params
    if (!greeting?.current) {
      throw new AppError('not-found', `Mailbox ${mailbox.number} has no ${greetingTypeLabels[type]} greeting.`)
    }
    await leaveActive(tx, author, params, mailbox, whenActive)
    await tx.greeting.update({
      where: { mailboxId_type: { mailboxId, type } },
      data: { currentVersionId: null, version: { increment: 1 } },
    })
    await tx.greetingVersion.update({ where: { id: greeting.current.id }, data: { removedAt: new Date() } })
    await writeAudit(tx, {
      ...author,
      action: 'greeting.remove',
      entityType: 'mailbox',
      entityId: mailboxId,
      tenantId,
      before: auditedGreeting(type, greeting.current),
      after: auditedGreeting(type, null),
    })
    return readGreetings(tx, params)
  })
}
