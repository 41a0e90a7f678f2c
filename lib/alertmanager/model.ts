import type { GettableAlert } from './schema'

/**
 * Alerts of several replicas of one cluster as one list: each fingerprint once, as the replica that changed it last has
 * it (silences reach replicas by gossip, so for a moment they differ). Ordered by fingerprint, whoever answers first.
 */
export function mergeReplicas(replicas: readonly GettableAlert[][]): GettableAlert[] {
  const newest = new Map<string, GettableAlert>()
  for (const alert of replicas.flat()) {
    const known = newest.get(alert.fingerprint)
    if (!known || Date.parse(alert.updatedAt) > Date.parse(known.updatedAt)) newest.set(alert.fingerprint, alert)
  }
  return [...newest.values()].sort((a, b) => (a.fingerprint < b.fingerprint ? -1 : 1))
}
