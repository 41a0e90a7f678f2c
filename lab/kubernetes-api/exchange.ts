import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Identity } from './access'
import type { KubernetesObject } from './kubernetes-object'
import type { PodLogSource } from './pod-log'
import type { ResourceRequest } from './request'
import type { ResourceDefinition } from './resource-definition'
import type { FrameCache } from './serialize'
import type { ObjectStore } from './store'
import type { Watch } from './watch'

/** A write that a client has made through HTTP, told after it is in the store. */
export interface Mutation {
  user: string
  verb: 'create' | 'update' | 'patch' | 'delete' | 'evict' | 'scale'
  resource: ResourceDefinition['name']
  namespace: string
  name: string
  /** The object after the write; for a removal, as it last was. */
  object: KubernetesObject
}

export interface KubernetesApiHooks {
  onMutation?: (mutation: Mutation) => void
  /** Without it, logs are empty. */
  podLog?: PodLogSource
}

/** What all handlers share. */
export interface ApiContext {
  store: ObjectStore
  now: () => Date
  hooks: KubernetesApiHooks
  frames: FrameCache
  watches: Set<Watch>
  bookmarkIntervalMs: number
  maxPendingEvents: number
}

/** One request for objects, authenticated, authorised, and known to name a resource that exists. */
export interface Exchange {
  context: ApiContext
  request: ResourceRequest
  definition: ResourceDefinition
  identity: Identity
  incoming: IncomingMessage
  response: ServerResponse
}
