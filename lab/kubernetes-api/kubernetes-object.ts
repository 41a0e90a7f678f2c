/**
 * The loose JSON shape of every object the lab's Kubernetes API holds. Dates are RFC 3339 strings, exactly as on the
 * wire (the SDK's `V1Pod` types hold `Date`, so they do not fit here).
 */

export interface OwnerReference {
  apiVersion: string
  kind: string
  name: string
  uid: string
  controller?: boolean
  blockOwnerDeletion?: boolean
}

export interface ObjectMetadata {
  name: string
  generateName?: string
  /** Absent or empty for cluster-scoped kinds. */
  namespace?: string
  uid?: string
  resourceVersion?: string
  generation?: number
  creationTimestamp?: string
  deletionTimestamp?: string
  deletionGracePeriodSeconds?: number
  labels?: Record<string, string>
  annotations?: Record<string, string>
  ownerReferences?: OwnerReference[]
  finalizers?: string[]
  managedFields?: unknown[]
}

export interface KubernetesObject {
  kind?: string
  apiVersion?: string
  metadata: ObjectMetadata
  spec?: Record<string, unknown>
  status?: Record<string, unknown>
  /** Kinds without spec and status keep their fields at the top: `data`, `subsets`, `involvedObject` … */
  [field: string]: unknown
}

/** The value at a dotted path (`status.phase`), or undefined where any step is missing or no object. */
export function readPath(object: unknown, path: string): unknown {
  let value: unknown = object
  for (const step of path.split('.')) {
    if (!isRecord(value)) return undefined
    value = value[step]
  }
  return value
}

export function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** Freezes an object tree. Stops at parts already frozen, so objects that share parts cost little. */
export function deepFreeze<T>(value: T): T {
  if (typeof value !== 'object' || value === null || Object.isFrozen(value)) return value
  Object.freeze(value)
  for (const part of Object.values(value)) deepFreeze(part)
  return value
}
