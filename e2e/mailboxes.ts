import { z } from 'zod'
import { generateMailboxes } from '@/lib/testing/mailboxes'
import type { Accounts } from './accounts'
import { inDatabase } from './stack'

const madeSchema = z.object({ id: z.uuid(), number: z.string(), version: z.number() })
export type MadeMailbox = z.infer<typeof madeSchema>

/** A number that no other run has. */
export const freshNumber = () => `9${Date.now()}${Math.floor(Math.random() * 1000)}`

/** A mailbox made through the API the way an administrator would. */
export async function addMailbox(accounts: Accounts, tenantId: string, more: object = {}): Promise<MadeMailbox> {
  const body = { number: freshNumber(), type: 'agent', owner: 'Ada Lovelace', ...more }
  return madeSchema.parse(await accounts.api('POST', `/api/tenants/${tenantId}/mailboxes`, body))
}

/** Gives a tenant so many mailboxes and nothing else; what an earlier run left there goes first. Answers their numbers in order. */
export async function fillTenant(tenantId: string, count = 0): Promise<string[]> {
  return inDatabase(async (client) => {
    for (const table of ['mailbox_imports', 'bulk_edits', 'mailboxes']) {
      await client.query(`DELETE FROM ${table} WHERE tenant_id = $1`, [tenantId])
    }
    if (count > 0) await generateMailboxes(client, { tenantId, count })
    const { rows } = await client.query<{ number: string }>(
      'SELECT number FROM mailboxes WHERE tenant_id = $1 ORDER BY number COLLATE "C"',
      [tenantId],
    )
    return rows.map(({ number }) => number)
  })
}
