import 'server-only'
import { type Author, writeAudit } from '@/lib/audit/write-audit'
import { requirePermission } from '@/lib/auth/require-permission'
import { type Transaction, transaction } from '@/lib/db/transaction'
import { AppError } from '@/lib/errors'
import { mailer } from '@/lib/mail/instance'
import { noTenant } from '@/lib/tenants/no-tenant'
import { renderTemplate } from '../template'
import type { SentTestMessage, TestMessage } from '../test-message-schema'
import { sampleTokenValues, testMessageLimit } from '../vocabulary'
import { noProfile } from './repository'

const action = 'voicemail-profile.test'

/** Throws `rate-limited` for somebody who asked too often. The audit log is the memory, so every replica counts alike. */
async function requireRate(tx: Transaction, { actor }: Author): Promise<void> {
  if (actor.kind !== 'user') return
  // Two requests of one person at once would both see room for the last one.
  await tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtextextended(${`${action} ${actor.id}`}, 0))`
  const [row] = await tx.$queryRaw<{ asked: bigint }[]>`
    SELECT count(*) AS asked FROM audit_entries
    WHERE actor_id = ${actor.id}::uuid AND action = ${action} AND at > now() - make_interval(secs => ${testMessageLimit.windowSeconds})`
  if (Number(row?.asked ?? 0) < testMessageLimit.messages) return
  const minutes = testMessageLimit.windowSeconds / 60
  throw new AppError('rate-limited', `You sent ${testMessageLimit.messages} test messages within ${minutes} minutes.`, {
    action: 'Wait some minutes, then send the next.',
  })
}

/**
 * Sends a notification with sample values as plain text. The audit row is written before: what is sent cannot be taken back, and who asks too
 * often is told so even while the relay hangs. Throws `forbidden`, `not-found`, `rate-limited`, `unavailable` without a relay, and
 * `upstream-failed` with what the relay answered.
 */
export async function sendTestMessage(
  author: Author,
  tenantId: string,
  message: TestMessage,
): Promise<SentTestMessage> {
  requirePermission(author.actor, 'voicemail:write')
  const relay = mailer()
  const { to, profileId, emailFromAddress: from } = message
  const subject = renderTemplate(message.emailSubject, sampleTokenValues)
  await transaction(async (tx) => {
    if (!(await tx.tenant.findUnique({ where: { id: tenantId }, select: { id: true } }))) {
      throw noTenant(tenantId)
    }
    const where = { tenantId_id: { tenantId, id: profileId ?? '' } }
    if (profileId && !(await tx.voicemailProfile.findUnique({ where, select: { id: true } }))) throw noProfile()
    await requireRate(tx, author)
    await writeAudit(tx, {
      ...author,
      action,
      entityType: 'voicemail-profile',
      entityId: profileId ?? 'new',
      tenantId,
      after: { to, from, subject },
    })
  })
  const text = renderTemplate(message.emailBody, sampleTokenValues)
  const { response } = await relay.send({ from, to, subject, text })
  return { to, response }
}
