import { isDeepStrictEqual } from 'node:util'
import type { KubernetesObject, ObjectMetadata } from './kubernetes-object'
import type { GenerationRule, ResourceDefinition } from './resource-definition'
import { apiVersionOf } from './resources'

/** What the API server itself writes into an object: pure rules, no state. */

/** Metadata in the order in which the server prints it; keys that are unset are left out. */
const metadataOrder = [
  'name',
  'generateName',
  'namespace',
  'uid',
  'resourceVersion',
  'generation',
  'creationTimestamp',
  'deletionTimestamp',
  'deletionGracePeriodSeconds',
  'labels',
  'annotations',
  'ownerReferences',
  'finalizers',
  'managedFields',
] as const satisfies readonly (keyof ObjectMetadata)[]

/** The object with kind and apiVersion of its resource, metadata in order, unset fields dropped. */
export function shapeObject(
  definition: ResourceDefinition,
  { kind: _kind, apiVersion: _apiVersion, metadata, ...fields }: KubernetesObject,
  stamp: Partial<ObjectMetadata>,
): KubernetesObject {
  const merged: ObjectMetadata = { ...metadata, ...stamp }
  const ordered = metadataOrder.flatMap((key) => (isUnset(merged[key]) ? [] : [[key, merged[key]]]))
  return {
    kind: definition.kind,
    apiVersion: apiVersionOf(definition),
    metadata: Object.fromEntries(ordered),
    ...fields,
  }
}

function isUnset(value: unknown): boolean {
  return value === undefined || value === '' || (Array.isArray(value) && value.length === 0)
}

/** RFC 3339 in whole seconds, as `metav1.Time` prints. */
export function formatTime(date: Date): string {
  return `${date.toISOString().slice(0, 19)}Z`
}

/** The generation after a change; unchanged (or absent) where the kind's rule sees none. */
export function nextGeneration(
  rule: GenerationRule | undefined,
  before: KubernetesObject,
  after: KubernetesObject,
): number | undefined {
  const generation = before.metadata.generation
  if (!rule || generation === undefined) return generation
  return isDeepStrictEqual(watchedPart(rule, before), watchedPart(rule, after)) ? generation : generation + 1
}

function watchedPart(rule: GenerationRule, object: KubernetesObject): unknown {
  if (rule === 'spec') return object.spec
  if (rule === 'spec-without-binding') return { ...object.spec, nodeName: undefined }
  if (rule === 'spec-and-annotations') return [object.spec, object.metadata.annotations ?? {}]
  const { metadata, kind: _kind, apiVersion: _apiVersion, ...content } = object
  return [content, metadata.labels ?? {}]
}

/** True when a write would change nothing: the server then keeps the resourceVersion and tells no watcher. */
export function isSameContent(before: KubernetesObject, after: KubernetesObject): boolean {
  return isDeepStrictEqual(before, after)
}

/** Takes equal parts over from the state before: history then holds one copy, and bytes and comparisons stay cheap. */
export function shareUnchanged(before: KubernetesObject, after: KubernetesObject): void {
  for (const [field, value] of Object.entries(after)) {
    if (field !== 'metadata' && isDeepStrictEqual(before[field], value)) after[field] = before[field]
  }
}

/**
 * Seconds a deletion waits. Only pods wait: what the caller asked, else the pod's own period; not at all when no
 * kubelet runs it (unscheduled, or already finished).
 */
export function gracePeriodSeconds(
  definition: ResourceDefinition,
  object: KubernetesObject,
  asked: number | undefined,
): number {
  if (definition.name !== 'pods') return 0
  const phase = object.status?.phase
  if (!object.spec?.nodeName || phase === 'Succeeded' || phase === 'Failed') return 0
  const own = object.spec.terminationGracePeriodSeconds
  return Math.max(0, asked ?? (typeof own === 'number' ? own : 30))
}

/** The marks of a deletion that is under way. Marking raises the generation the first time only. */
export function deletionMarks(object: KubernetesObject, graceSeconds: number, now: Date): Partial<ObjectMetadata> {
  const { generation, deletionTimestamp } = object.metadata
  const isFirst = deletionTimestamp === undefined && generation !== undefined && generation > 0
  return {
    deletionTimestamp: formatTime(new Date(now.getTime() + graceSeconds * 1000)),
    deletionGracePeriodSeconds: graceSeconds,
    ...(isFirst ? { generation: generation + 1 } : {}),
  }
}

/** Five characters of the alphabet that the API server uses for generated names, taken from the object's uid. */
export function generatedSuffix(uid: string): string {
  const alphabet = 'bcdfghjklmnpqrstvwxz2456789'
  const digits = [...uid.replaceAll('-', '').slice(0, 20).matchAll(/.{4}/g)]
  return digits.map(([hex]) => alphabet[Number.parseInt(hex, 16) % alphabet.length]).join('')
}
