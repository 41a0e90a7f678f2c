import { z } from 'zod'
import { resourceDefinition } from '@/lab/kubernetes-api/resources'
import type { KubernetesObject, ObjectStore, ResourceName } from '@/lab/kubernetes-api/store'
import type { Content, InitialState } from './initial-state'

const objectSchema = z.custom<KubernetesObject>((value) => typeof value === 'object' && value !== null)

/** What has changed in the cluster since its initial state, which itself can be built again. */
export const snapshotSchema = z.object({
  resourceVersion: z.number().int(),
  changed: z.record(z.string(), z.array(objectSchema)),
  removed: z.record(z.string(), z.array(z.string())),
  slots: z.record(z.string(), z.number().int()),
  baselines: z.record(z.string(), z.number().int()),
  addressCount: z.number().int(),
})
export type Snapshot = z.infer<typeof snapshotSchema>

const kept = [
  'pods',
  'deployments',
  'replicasets',
  'statefulsets',
  'horizontalpodautoscalers',
  'endpoints',
  'endpointslices',
  'events',
  'secrets',
  'services',
  'poddisruptionbudgets',
  'configmaps',
  'persistentvolumeclaims',
] as const satisfies readonly ResourceName[]

const keyOf = ({ metadata }: KubernetesObject) => `${metadata.namespace ?? ''}/${metadata.name}`

interface Running {
  store: ObjectStore
  slots: ReadonlyMap<string, number>
  baselines: ReadonlyMap<string, number>
  addressCount: number
}

export function takeSnapshot(initial: InitialState, { store, slots, baselines, addressCount }: Running): Snapshot {
  const changed: Snapshot['changed'] = {}
  const removed: Snapshot['removed'] = {}
  const changedPods = new Set<string>()
  for (const resource of kept) {
    const present = store.all(resource)
    const isNew = ({ metadata }: KubernetesObject) => Number(metadata.resourceVersion) > initial.resourceVersion
    const fresh = present.filter(isNew)
    if (fresh.length > 0) changed[resource] = fresh
    if (resource === 'pods') for (const pod of fresh) changedPods.add(keyOf(pod))
    const names = new Set(present.map(keyOf))
    const gone = (initial.content[resource] ?? []).map(keyOf).filter((key) => !names.has(key))
    if (gone.length > 0) removed[resource] = gone
  }
  return {
    resourceVersion: store.resourceVersion,
    changed,
    removed,
    slots: Object.fromEntries([...slots].filter(([key]) => changedPods.has(key))),
    baselines: Object.fromEntries(baselines),
    addressCount,
  }
}

/** The initial state with the changes of a snapshot, to restore a store to. */
export function applySnapshot(initial: InitialState, snapshot: Snapshot): InitialState {
  const content: Content = {}
  const resources = new Set([...Object.keys(initial.content), ...Object.keys(snapshot.changed)])
  for (const name of resources) {
    // Only names that the snapshot's writer took from the table of resources get here; others throw.
    const resource = resourceDefinition(name as ResourceName).name
    const objects = new Map((initial.content[resource] ?? []).map((object) => [keyOf(object), object]))
    for (const key of snapshot.removed[resource] ?? []) objects.delete(key)
    for (const object of snapshot.changed[resource] ?? []) objects.set(keyOf(object), object)
    content[resource] = [...objects.values()]
  }
  return {
    content,
    slots: new Map([...initial.slots, ...Object.entries(snapshot.slots)]),
    resourceVersion: snapshot.resourceVersion,
  }
}
