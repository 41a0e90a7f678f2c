import 'server-only'
import type { DialPlan as DialPlanRecord } from '@/lib/db/generated/client'
import type { Transaction } from '@/lib/db/transaction'
import type { DialPlan } from '../schema'

export function toDialPlan(record: DialPlanRecord, mailboxCount: number): DialPlan {
  return { ...record, updatedAt: record.updatedAt.toISOString(), mailboxCount }
}

/** What the audit log keeps of a dial plan. */
export function auditedDialPlan({ tenantId: _id, updatedAt: _at, version: _version, ...settings }: DialPlanRecord) {
  return settings
}

/** Mailboxes of a tenant, deleted ones left out. */
export function countMailboxes(tx: Pick<Transaction, 'mailbox'>, tenantId: string): Promise<number> {
  return tx.mailbox.count({ where: { tenantId, deletedAt: null } })
}
