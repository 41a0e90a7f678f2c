import 'server-only'
import { readDatabase } from '@/lib/db/transaction'
import { type MailboxFindings, mailboxQuerySchema } from '../schema'
import { mailboxTypeLabels } from '../vocabulary'
import { listMailboxes } from './list-mailboxes'

/**
 * The first mailboxes of one tenant that match what was typed, for the command palette. One tenant: its indexes answer at once, where all
 * of them together would be gone through. Without a tenant, or with one that is gone, nothing is found. Throws `unavailable`.
 */
export async function searchMailboxes(tenantId: string | null, q: string, limit: number): Promise<MailboxFindings> {
  const tenant = tenantId
    ? await readDatabase((client) => client.tenant.findUnique({ where: { id: tenantId }, select: { name: true } }))
    : null
  if (tenantId === null || !tenant) return { items: [] }
  const { items } = await listMailboxes(tenantId, mailboxQuerySchema.parse({ q, limit }))
  return {
    items: items.map(({ id, number, owner, type }) => ({
      id,
      name: `${number} · ${owner}`,
      hint: `${mailboxTypeLabels[type]} · ${tenant.name}`,
      href: `/mailboxes/${encodeURIComponent(tenantId)}/${id}`,
    })),
  }
}
