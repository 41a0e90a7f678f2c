import type { Change } from './schema'

/** A row of the audit log, as far as everybody may see it: who did what to which tenant, not the values. */
export type AuditRow = { id: bigint; at: Date; action: string; entityId: string; actorName: string }

const deeds: Readonly<Record<string, string>> = { create: 'added', update: 'changed', delete: 'removed' }

export function auditChanges(rows: readonly AuditRow[]): Change[] {
  return rows.map(({ id, at, action, entityId, actorName }): Change => {
    const deed = action.split('.').at(-1) ?? action
    return {
      id: `audit:${id}`,
      at: at.toISOString(),
      notBefore: null,
      region: null,
      source: 'postgresql',
      kind: 'tenant',
      tone: null,
      title: `Tenant ${entityId} ${deeds[deed] ?? deed}`,
      detail: `By ${actorName}`,
      subject: entityId,
      link: deed === 'delete' ? null : `/tenants/${encodeURIComponent(entityId)}`,
      serviceId: null,
      count: 1,
    }
  })
}
