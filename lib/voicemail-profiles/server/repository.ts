import 'server-only'
import { versionConflict } from '@/lib/db/errors'
import type { Prisma, VoicemailProfile as ProfileRecord } from '@/lib/db/generated/client'
import type { Transaction } from '@/lib/db/transaction'
import { AppError } from '@/lib/errors'
import {
  type Replacement,
  requireNotReplaced,
  toReplacements,
  unfinishedReplacements,
} from '@/lib/mailboxes/replacement-model'
import type { VoicemailProfile } from '../schema'

export function toProfile(
  record: ProfileRecord,
  mailboxCount: number,
  replacements: readonly Replacement[] = [],
): VoicemailProfile {
  const replacement = replacements.find(({ profileId }) => profileId === record.id)

  return {
    ...record,
    createdAt: record.createdAt.toISOString(),
    updatedAt: record.updatedAt.toISOString(),
    mailboxCount,
    replacement: replacement
      ? { by: replacement.replacementName, done: replacement.done, total: replacement.total }
      : null,
  }
}

/** Replacements of the tenant's profiles that are under way. */
export async function readReplacements(
  client: Pick<Transaction, 'bulkEdit'>,
  tenantId: string,
): Promise<Replacement[]> {
  return toReplacements(await client.bulkEdit.findMany(unfinishedReplacements(tenantId)))
}

/** Mailboxes that use a profile, deleted ones left out: those that name it, and for the built-in one those that name none. */
export function usersOfProfile({
  id,
  tenantId,
  builtIn,
}: Pick<ProfileRecord, 'id' | 'tenantId' | 'builtIn'>): Prisma.MailboxWhereInput {
  const names = builtIn ? { OR: [{ profileId: id }, { profileId: null }] } : { profileId: id }
  return { tenantId, deletedAt: null, ...names }
}

export function countUsers(client: Pick<Transaction, 'mailbox'>, record: ProfileRecord): Promise<number> {
  return client.mailbox.count({ where: usersOfProfile(record) })
}

/** The profile at `version`, its row locked until the transaction ends. Throws `not-found`, or `conflict` when it has moved on or is being replaced. */
export async function lockProfile(
  tx: Transaction,
  tenantId: string,
  id: string,
  version: number,
): Promise<ProfileRecord> {
  await tx.$queryRaw`SELECT id FROM voicemail_profiles WHERE id = ${id}::uuid FOR UPDATE`
  const record = await tx.voicemailProfile.findUnique({ where: { tenantId_id: { tenantId, id } } })
  if (!record) throw noProfile()
  requireNotReplaced(record, await readReplacements(tx, tenantId))
  if (record.version !== version) throw versionConflict(`the profile ${record.name}`)
  return record
}

export function noProfile(): AppError {
  return new AppError('not-found', 'There is no such voicemail profile.', {
    action: 'Somebody may have deleted it: read the list again.',
  })
}
