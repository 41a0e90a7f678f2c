import type { ChangeType, StoreEvent } from './history'
import type { KubernetesObject } from './kubernetes-object'
import type { View } from './negotiation'
import type { ResourceDefinition } from './resource-definition'
import { apiVersionOf } from './resources'
import type { ApiStatusError } from './status'

/**
 * Objects as bytes, each made once and shared by every answer and watcher. The body is the object without kind and
 * apiVersion, since items of a list carry none; the head puts them back elsewhere.
 */

const fullBodies = new WeakMap<KubernetesObject, Buffer>()
const metadataBodies = new WeakMap<KubernetesObject, Buffer>()

const metadataHead = '"kind":"PartialObjectMetadata","apiVersion":"meta.k8s.io/v1",'

function bodyBytes(object: KubernetesObject, view: View): Buffer {
  const cache = view === 'metadata' ? metadataBodies : fullBodies
  let bytes = cache.get(object)
  if (!bytes) {
    const { kind: _kind, apiVersion: _apiVersion, ...body } = object
    bytes = Buffer.from(JSON.stringify(view === 'metadata' ? { metadata: object.metadata } : body))
    cache.set(object, bytes)
  }
  return bytes
}

/** Lets go of the bytes of a state that is no longer current: history keeps the object, replays are rare. */
export function forgetBytes(object: KubernetesObject): void {
  fullBodies.delete(object)
  metadataBodies.delete(object)
}

function headOf(definition: ResourceDefinition, view: View): string {
  return view === 'metadata' ? metadataHead : `"kind":"${definition.kind}","apiVersion":"${apiVersionOf(definition)}",`
}

/** A single object, with its line end as the server writes it. */
export function objectBytes(definition: ResourceDefinition, object: KubernetesObject, view: View): Buffer {
  return Buffer.concat([
    Buffer.from(`{${headOf(definition, view)}`),
    bodyBytes(object, view).subarray(1),
    Buffer.from('\n'),
  ])
}

export interface ListMetadata {
  resourceVersion: string
  continue?: string
  remainingItemCount?: number
}

/** A list in pieces, so that 5,000 pods are not copied together. */
export function* listBytes(
  definition: ResourceDefinition,
  items: readonly KubernetesObject[],
  metadata: ListMetadata,
  view: View,
): Generator<Buffer> {
  const kind = view === 'metadata' ? 'PartialObjectMetadataList' : `${definition.kind}List`
  const apiVersion = view === 'metadata' ? 'meta.k8s.io/v1' : apiVersionOf(definition)
  const head = JSON.stringify({ kind, apiVersion, metadata })
  const itemHead = Buffer.from(view === 'metadata' ? `{${metadataHead}` : '{')
  const comma = Buffer.from(',')
  yield Buffer.from(`${head.slice(0, -1)},"items":[`)
  for (const [index, item] of items.entries()) {
    if (index > 0) yield comma
    yield itemHead
    yield bodyBytes(item, view).subarray(1)
  }
  yield Buffer.from(']}\n')
}

/** One line of a watch. */
export function watchFrame(
  definition: ResourceDefinition,
  type: ChangeType,
  object: KubernetesObject,
  view: View,
): Buffer {
  return Buffer.concat([
    Buffer.from(`{"type":"${type}","object":{${headOf(definition, view)}`),
    bodyBytes(object, view).subarray(1),
    Buffer.from('}\n'),
  ])
}

/** How far a watcher has come, without an object: all it has missed is nothing. */
export function bookmarkFrame(
  definition: ResourceDefinition,
  resourceVersion: number,
  view: View,
  isInitialEventsEnd = false,
): Buffer {
  const annotations = isInitialEventsEnd ? { annotations: { 'k8s.io/initial-events-end': 'true' } } : {}
  const metadata = { resourceVersion: String(resourceVersion), ...annotations }
  const body = JSON.stringify({ metadata, ...(view === 'metadata' ? {} : definition.zero) })
  return Buffer.from(`{"type":"BOOKMARK","object":{${headOf(definition, view)}${body.slice(1)}}\n`)
}

/** A failure inside a stream that has already answered 200. */
export function errorFrame(error: ApiStatusError): Buffer {
  return Buffer.from(`${JSON.stringify({ type: 'ERROR', object: error.body })}\n`)
}

/**
 * Frames of the change that is being told. Every watcher asks for the same change in turn, so remembering one is
 * enough, and nothing piles up.
 */
export class FrameCache {
  #event: StoreEvent | undefined
  #frames = new Map<string, Buffer>()

  frame(definition: ResourceDefinition, event: StoreEvent, type: ChangeType, view: View): Buffer {
    if (this.#event !== event) {
      this.#event = event
      this.#frames = new Map()
    }
    const key = `${type} ${view}`
    let frame = this.#frames.get(key)
    if (!frame) {
      frame = watchFrame(definition, type, shownObject(event, type), view)
      this.#frames.set(key, frame)
    }
    return frame
  }
}

/** An object that left the selection is shown as it last was in it, at the version at which it left. */
function shownObject(event: StoreEvent, type: ChangeType): KubernetesObject {
  if (type !== 'DELETED' || event.type === 'DELETED' || !event.previous) return event.object
  const { previous } = event
  return { ...previous, metadata: { ...previous.metadata, resourceVersion: String(event.resourceVersion) } }
}
