import 'server-only'
import type { Actor } from '@/lib/auth/model'
import type { Transaction } from '@/lib/db/transaction'
import { toAuditJson } from './model'
import type { AuditAction, AuditEntityType } from './schema'

/** Who does it, or as whom a job goes on that somebody started: the log keeps no more of them. */
type AuditActor = Actor | { kind: 'user'; id: string; name: string }

export type AuditRecord = {
  actor: AuditActor
  action: AuditAction
  entityType: AuditEntityType
  entityId: string
  tenantId?: string
  /** The entity as it was; absent when it is new. */
  before?: unknown
  /** The entity as it is now; absent when it is gone. */
  after?: unknown
  requestId?: string
  ip?: string
}

/** Who does something, and in which request. */
export type Author = { actor: Actor } & Pick<AuditRecord, 'requestId'>

/**
 * Writes the audit row of a change into the change's own transaction, so that neither exists without the other. Secrets are
 * cut from both snapshots.
 */
export async function writeAudit(tx: Transaction, record: AuditRecord): Promise<void> {
  const { actor, before, after, ...rest } = record
  await tx.auditEntry.create({
    data: {
      ...rest,
      actorKind: actor.kind,
      actorId: actor.kind === 'user' ? actor.id : null,
      actorName: actor.name,
      before: toAuditJson(before) ?? undefined,
      after: toAuditJson(after) ?? undefined,
    },
    select: { id: true },
  })
}
