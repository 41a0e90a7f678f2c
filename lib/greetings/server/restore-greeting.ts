import 'server-only'
import { type Author, writeAudit } from '@/lib/audit/write-audit'
import { requirePermission } from '@/lib/auth/require-permission'
import { readDatabase, transaction } from '@/lib/db/transaction'
import { AppError } from '@/lib/errors'
import { storage } from '@/lib/storage/instance'
import type { GreetingList, GreetingParams } from '../schema'
import { auditedGreeting, lockGreeting, noVersion, readGreetings } from './repository'

/**
 * Makes an earlier version the greeting again, as it was. Throws `forbidden`, `not-found` (also when its file is gone), `conflict` when the
 * greeting has moved on or is that version already, and what a storage throws.
 */
export async function restoreGreeting(
  author: Author,
  params: GreetingParams,
  version: number,
  versionId: string,
): Promise<GreetingList> {
  requirePermission(author.actor, 'voicemail:write')
  const { mailboxId, type } = params
  const asked = await readDatabase((client) =>
    client.greetingVersion.findFirst({ where: { id: versionId, mailboxId, type } }),
  )
  if (!asked) throw noVersion()
  // Callers must not be given what is not there. Asked before the rows are locked: a storage may be slow.
  await (await storage()).stat(asked.storageKey)
  return transaction(async (tx) => {
    const { greeting } = await lockGreeting(tx, params, version)
    // Gone when newer ones pushed it out meanwhile; then the greeting has moved on, too.
    const restored = await tx.greetingVersion.update({ where: { id: versionId }, data: { removedAt: null } })
    if (greeting?.current?.id === versionId) throw new AppError('conflict', 'This version is the greeting already.')
    await tx.greeting.update({
      where: { mailboxId_type: { mailboxId, type } },
      data: { currentVersionId: versionId, version: { increment: 1 } },
    })
    await writeAudit(tx, {
      ...author,
      action: 'greeting.restore',
      entityType: 'mailbox',
      entityId: mailboxId,
      tenantId: params.id,
      before: auditedGreeting(type, greeting?.current ?? null),
      after: auditedGreeting(type, restored),
    })
    return readGreetings(tx, params)
  })
}
