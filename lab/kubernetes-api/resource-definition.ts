/** What the server knows of a kind of object. */

export interface SubresourceDefinition {
  name: string
  kind: string
  verbs: readonly string[]
  group?: string
  version?: string
}

/**
 * Which change raises `metadata.generation`; undefined where the API server keeps none. Binding a pod to its node sets
 * `spec.nodeName` without a new generation (seen in the recorded watch).
 */
export type GenerationRule = 'spec' | 'spec-without-binding' | 'spec-and-annotations' | 'content'

export interface ResourceDefinition {
  /** Plural, as in the path. */
  name: ResourceName
  singular: string
  kind: string
  group: string
  version: string
  namespaced: boolean
  verbs: readonly string[]
  shortNames?: readonly string[]
  categories?: readonly string[]
  generation?: GenerationRule
  /** Kinds whose status is written by a subresource only. */
  hasStatus: boolean
  subresources: readonly SubresourceDefinition[]
  /** False where the server lists the kind in discovery but stores nothing under it. */
  stored: boolean
  /** What a zero value of the kind prints besides kind, apiVersion and metadata: the body of a bookmark. */
  zero: Record<string, unknown>
  /** False for events: the API server reads them straight from etcd, which shows in their continue tokens. */
  watchCached: boolean
}

export const resourceNames = [
  'bindings',
  'componentstatuses',
  'configmaps',
  'endpoints',
  'events',
  'limitranges',
  'namespaces',
  'nodes',
  'persistentvolumeclaims',
  'persistentvolumes',
  'pods',
  'podtemplates',
  'replicationcontrollers',
  'resourcequotas',
  'secrets',
  'serviceaccounts',
  'services',
  'deployments',
  'replicasets',
  'statefulsets',
  'horizontalpodautoscalers',
  'endpointslices',
  'poddisruptionbudgets',
] as const

export type ResourceName = (typeof resourceNames)[number]
