import 'server-only'
import { readDatabase, type Transaction } from '@/lib/db/transaction'
import { AppError } from '@/lib/errors'
import { restorableMs } from '../model'
import type { NumberHolders } from '../schema'
import { mailboxTypeLabels } from '../vocabulary'
import { toMailbox } from './repository'

/** More deleted mailboxes of one number than anybody chooses between. */
const maxDeleted = 5

/** The index keeps numbers in the order of bytes, and serves only those who ask in that order. */
async function findLive(client: Pick<Transaction, 'mailbox' | '$queryRaw'>, tenantId: string, number: string) {
  const [found] = await client.$queryRaw<{ id: string }[]>`
    SELECT id FROM mailboxes WHERE tenant_id = ${tenantId} AND number COLLATE "C" = ${number} AND deleted_at IS NULL`
  return found ? client.mailbox.findUnique({ where: { id: found.id } }) : null
}

/** Who has a number in a tenant, and who had it and can be restored. Throws `unavailable`. */
export async function findNumberHolders(tenantId: string, number: string): Promise<NumberHolders> {
  return readDatabase(async (client) => {
    const [live, deleted] = await Promise.all([
      findLive(client, tenantId, number),
      client.mailbox.findMany({
        where: { tenantId, number, deletedAt: { gt: new Date(Date.now() - restorableMs) } },
        orderBy: { deletedAt: 'desc' },
        take: maxDeleted,
      }),
    ])
    return { live: live && toMailbox(live), deleted: deleted.map(toMailbox) }
  })
}

/** Runs a write that may meet a taken number, and has the refusal name the mailbox that uses it. */
export async function namingNumberHolder<Result>(
  tenantId: string,
  number: string | undefined,
  write: () => Promise<Result>,
): Promise<Result> {
  try {
    return await write()
  } catch (error) {
    const taken = error instanceof AppError && error.fields?.some(({ path }) => path === 'number')
    if (!taken || error.code !== 'conflict' || number === undefined) throw error
    const { live } = await findNumberHolders(tenantId, number)
    // Gone again by now: what the database said is all there is to say.
    if (!live) throw error
    const message = `is taken by the mailbox of ${live.owner} (${mailboxTypeLabels[live.type]})`
    throw new AppError('conflict', `Number ${number} ${message}.`, {
      action: 'Choose another number, or delete that mailbox first.',
      fields: [{ path: 'number', message }],
      cause: error,
    })
  }
}
