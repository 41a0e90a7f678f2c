import 'server-only'
import type { Author } from '@/lib/audit/write-audit'
import { requirePermission } from '@/lib/auth/require-permission'
import { versionConflict } from '@/lib/db/errors'
import type { VoicemailProfile as ProfileRecord } from '@/lib/db/generated/client'
import { type Transaction, transaction } from '@/lib/db/transaction'
import { AppError } from '@/lib/errors'
import { enqueue } from '@/lib/jobs/instance'
import type { BulkEdit } from '../bulk-schema'
import { requireNoReplacement, requireNotReplaced, toReplacements, unfinishedReplacements } from '../replacement-model'
import { advanceBulkEdits } from './bulk-jobs'
import { insertBulkEdit } from './start-bulk-edit'

type Profiles = { from: ProfileRecord; to: ProfileRecord }

/** Both rows, held until the transaction ends: neither can be deleted, or be replaced itself, before this is on the list. */
async function lockProfiles(tx: Transaction, tenantId: string, id: string, replacementId: string): Promise<Profiles> {
  await tx.$queryRaw`SELECT id FROM voicemail_profiles
    WHERE tenant_id = ${tenantId} AND id = ANY(${[id, replacementId]}::uuid[]) ORDER BY id FOR UPDATE`
  const profiles = await tx.voicemailProfile.findMany({ where: { tenantId, id: { in: [id, replacementId] } } })
  const from = profiles.find((profile) => profile.id === id)
  if (!from) {
    throw new AppError('not-found', 'There is no such voicemail profile.', {
      action: 'Somebody may have deleted it: read the list again.',
    })
  }
  const to = profiles.find((profile) => profile.id === replacementId)
  if (to && to !== from) return { from, to }
  const message = to ? 'must be another profile' : 'is no profile of this tenant; somebody may have deleted it'
  throw new AppError('invalid-input', `replacementId: ${message}`, { fields: [{ path: 'replacementId', message }] })
}

/**
 * Starts a bulk edit that gives every mailbox of a profile at `version` another profile, deleted mailboxes among them, and then deletes the
 * profile. Throws `forbidden`, `not-found`, `invalid-input` for a replacement that is none, `conflict` for the built-in profile, for one
 * that another replacement concerns and when someone else was first, `rate-limited`, `unavailable`.
 */
export async function replaceProfile(
  author: Author,
  tenantId: string,
  id: string,
  version: number,
  replacementId: string,
): Promise<BulkEdit> {
  requirePermission(author.actor, 'voicemail:write')
  const started = await transaction(async (tx) => {
    const { from, to } = await lockProfiles(tx, tenantId, id, replacementId)
    if (from.builtIn)
      throw new AppError('conflict', 'The built-in profile stays: mailboxes without a profile of their own use it.')
    const replacements = toReplacements(await tx.bulkEdit.findMany(unfinishedReplacements(tenantId)))
    requireNotReplaced(from, replacements)
    requireNotReplaced(to, replacements)
    requireNoReplacement(from, replacements)
    if (from.version !== version) throw versionConflict(`the profile ${from.name}`)
    return insertBulkEdit(tx, author, tenantId, {
      selection: { kind: 'using-profile', profileId: id },
      change: {
        kind: 'replace-profile',
        profileId: id,
        profileName: from.name,
        replacementId: to.builtIn ? null : to.id,
        replacementName: to.name,
      },
      previewedAt: new Date(),
      previewedTotal: await tx.mailbox.count({ where: { tenantId, profileId: id } }),
    })
  })
  await enqueue(advanceBulkEdits, {})
  return started
}
