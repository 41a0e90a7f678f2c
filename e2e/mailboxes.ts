import { z } from 'zod'
import type { Accounts } from './accounts'

const madeSchema = z.object({ id: z.uuid(), number: z.string(), version: z.number() })
export type MadeMailbox = z.infer<typeof madeSchema>

/** A number that no other run has. */
export const freshNumber = () => `9${Date.now()}${Math.floor(Math.random() * 1000)}`

/** A mailbox made through the API the way an administrator would. */
export async function addMailbox(accounts: Accounts, tenantId: string, more: object = {}): Promise<MadeMailbox> {
  const body = { number: freshNumber(), type: 'agent', owner: 'Ada Lovelace', ...more }
  return madeSchema.parse(await accounts.api('POST', `/api/tenants/${tenantId}/mailboxes`, body))
}
