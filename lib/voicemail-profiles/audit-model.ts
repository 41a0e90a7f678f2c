/** What the audit log keeps of a profile: its options. */
export function auditedProfile<
  Profile extends { id: unknown; tenantId: unknown; createdAt: unknown; updatedAt: unknown; version: unknown },
>({ id: _id, tenantId: _tenant, createdAt: _at, updatedAt: _then, version: _version, ...options }: Profile) {
  return options
}
