export type JsonValue = string | number | boolean | null | JsonValue[] | { [key: string]: JsonValue }

/** Names under which secrets travel. Matching too much costs a line of the log; matching too little costs a secret. */
const secretName = /password|passphrase|secret|token|hash|credential|authorization|cookie|(^|_|[a-z])pin$|^pin/i

/** More than any entity is deep; deeper things are cut, not followed. */
const maxDepth = 8

/**
 * A value as the audit log keeps it: plain JSON, dates as ISO text, nothing under a name that speaks of a secret. What JSON
 * cannot say (functions, undefined) is left out.
 */
export function toAuditJson(value: unknown, depth = 0): JsonValue | undefined {
  if (value === null || typeof value === 'string' || typeof value === 'boolean') return value
  if (typeof value === 'number') return Number.isFinite(value) ? value : String(value)
  if (typeof value === 'bigint') return value.toString()
  if (value instanceof Date) return value.toISOString()
  if (typeof value !== 'object' || depth >= maxDepth) return undefined
  if (Array.isArray(value)) return value.map((item) => toAuditJson(item, depth + 1) ?? null)
  const kept: { [key: string]: JsonValue } = {}
  for (const [name, part] of Object.entries(value)) {
    const json = secretName.test(name) ? undefined : toAuditJson(part, depth + 1)
    if (json !== undefined) kept[name] = json
  }
  return kept
}

export type AuditChange = { field: string; before: JsonValue | undefined; after: JsonValue | undefined }

function asRecord(value: unknown): Record<string, JsonValue> {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return {}
  return value as Record<string, JsonValue>
}

/** The fields in which two snapshots differ, in the order of their names. Snapshots that are no objects have none. */
export function changedFields(before: unknown, after: unknown): AuditChange[] {
  const old = asRecord(before)
  const fresh = asRecord(after)
  return [...new Set([...Object.keys(old), ...Object.keys(fresh)])]
    .sort()
    .filter((field) => JSON.stringify(old[field]) !== JSON.stringify(fresh[field]))
    .map((field) => ({ field, before: old[field], after: fresh[field] }))
}
