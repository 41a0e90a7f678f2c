import { sendBytes, sendJson, sendPieces } from './answer'
import type { Exchange, Mutation } from './exchange'
import { isRecord, type KubernetesObject } from './kubernetes-object'
import { negotiateView } from './negotiation'
import { applyPatch, type PatchType, patchTypeByMediaType } from './patch'
import { requireObject } from './read'
import { readBody, readCount } from './request'
import type { ResourceDefinition, ResourceName } from './resource-definition'
import { resourceDefinition } from './resources'
import { listBytes, objectBytes } from './serialize'
import { badRequest, detailsOf, failure, methodNotAllowed, notFound } from './status'
import type { DeleteOptions } from './store'
import { readObject, validateObject } from './validation'

/** POST, PUT, PATCH and DELETE of whole objects and of their status. */

export function tellMutation(
  { context, identity, definition }: Exchange,
  verb: Mutation['verb'],
  object: KubernetesObject,
): void {
  const { name, namespace = '' } = object.metadata
  context.hooks.onMutation?.({ user: identity.user, verb, resource: definition.name, namespace, name, object })
}

export function isDryRun(query: URLSearchParams): boolean {
  const value = query.get('dryRun')
  if (value === null || value === '') return false
  if (value === 'All') return true
  throw badRequest(`invalid dryRun ${JSON.stringify(value)}: supported values: "All"`)
}

export async function createObject(exchange: Exchange): Promise<void> {
  const { context, request, definition, incoming, response } = exchange
  const { namespace, query } = request
  if (!definition.stored || request.name || (definition.namespaced && !namespace)) throw methodNotAllowed()
  const object = readObject(definition, await readBody(incoming), { namespace, name: '' })
  if (definition.namespaced && !context.store.get('namespaces', '', namespace)) {
    throw notFound(resourceDefinition('namespaces'), namespace)
  }
  validateObject(definition, object)
  // Status is not a client's to set; a new pod waits for the scheduler.
  const { status: _status, ...withoutStatus } = object
  const initial = definition.name === 'pods' ? { ...withoutStatus, status: { phase: 'Pending' } } : withoutStatus
  const dryRun = isDryRun(query)
  const created = context.store.create(definition.name, definition.hasStatus ? initial : object, { isDryRun: dryRun })
  if (!dryRun) tellMutation(exchange, 'create', created)
  sendBytes(response, 201, objectBytes(definition, created, negotiateView(incoming.headers.accept, 'object')))
}

export async function updateObject(exchange: Exchange): Promise<void> {
  const { request, definition, incoming } = exchange
  const before = requireObject(exchange)
  const { namespace, name } = request
  saveObject(exchange, 'update', before, readObject(definition, await readBody(incoming), { namespace, name }))
}

/** The form of the patch in the body. Throws 415 for forms that the lab does not take (server-side apply among them). */
export function readPatchType(contentType: string | undefined): PatchType {
  const mediaType = contentType?.split(';')[0]?.trim().toLowerCase() ?? ''
  const type = patchTypeByMediaType[mediaType]
  if (type) return type
  const accepted = Object.keys(patchTypeByMediaType).join(', ')
  const message = `the body of the request was in an unknown format - accepted media types include: ${accepted}`
  throw failure({ code: 415, reason: 'UnsupportedMediaType', message })
}

export async function patchObject(exchange: Exchange): Promise<void> {
  const { definition, request, incoming } = exchange
  const type = readPatchType(incoming.headers['content-type'])
  const body = await readBody(incoming)
  // Read after the body has come: what the patch meets is the state at this moment, with no wait in between.
  const before = requireObject(exchange)
  const patched = applyPatch(before, body, type)
  // A version inside a patch is a condition; otherwise a patch applies to whatever is there.
  saveObject(exchange, 'patch', before, readObject(definition, patched, request))
}

/** Through the object itself spec and metadata change, through `/status` only the status. */
function saveObject(
  exchange: Exchange,
  verb: Mutation['verb'],
  before: KubernetesObject,
  wanted: KubernetesObject,
): void {
  const { context, request, definition, incoming, response } = exchange
  const { metadata, status } = wanted
  const object =
    request.subresource === 'status'
      ? { ...before, metadata: { ...before.metadata, resourceVersion: metadata.resourceVersion }, status }
      : definition.hasStatus
        ? { ...wanted, status: before.status }
        : wanted
  validateObject(definition, object, before)
  const dryRun = isDryRun(request.query)
  const saved = context.store.update(definition.name, object, { isDryRun: dryRun })
  if (!dryRun && saved !== before) tellMutation(exchange, verb, saved)
  sendBytes(response, 200, objectBytes(definition, saved, negotiateView(incoming.headers.accept, 'object')))
}

/** DeleteOptions from the body, and from the query where the body is silent. */
export function readDeleteOptions(body: unknown, query: URLSearchParams): DeleteOptions {
  const options = isRecord(body) ? body : {}
  const preconditions = isRecord(options.preconditions) ? options.preconditions : {}
  const grace = options.gracePeriodSeconds
  const text = (value: unknown) => (typeof value === 'string' ? value : undefined)
  const dryRun = Array.isArray(options.dryRun) ? options.dryRun.includes('All') : false
  return {
    gracePeriodSeconds: typeof grace === 'number' ? grace : readCount(query, 'gracePeriodSeconds'),
    uid: text(preconditions.uid),
    resourceVersion: text(preconditions.resourceVersion),
    isDryRun: dryRun || isDryRun(query),
  }
}

/** Kinds whose deletion answers with the object; the others answer with a Status. */
const returnsDeletedObject: ReadonlySet<ResourceName> = new Set([
  'pods',
  'services',
  'persistentvolumeclaims',
  'persistentvolumes',
  'podtemplates',
  'resourcequotas',
  'serviceaccounts',
])

export async function deleteObject(exchange: Exchange): Promise<void> {
  const { context, request, definition, incoming, response } = exchange
  const options = readDeleteOptions(await readBody(incoming), request.query)
  requireObject(exchange)
  const { object, isRemoved } = context.store.delete(definition.name, request.namespace, request.name, options)
  if (!options.isDryRun) tellMutation(exchange, 'delete', object)
  if (isRemoved && !returnsDeletedObject.has(definition.name)) {
    sendJson(response, 200, deletedStatus(definition, object))
    return
  }
  sendBytes(response, 200, objectBytes(definition, object, negotiateView(incoming.headers.accept, 'object')))
}

function deletedStatus(definition: ResourceDefinition, object: KubernetesObject): object {
  const details = detailsOf(definition, object.metadata.name, object.metadata.uid)
  return { kind: 'Status', apiVersion: 'v1', metadata: {}, status: 'Success', details }
}

export async function deleteCollection(exchange: Exchange): Promise<void> {
  const { context, request, definition, incoming, response } = exchange
  const { query, namespace } = request
  const options = readDeleteOptions(await readBody(incoming), query)
  const { items, resourceVersion } = context.store.list(definition.name, {
    namespace,
    labelSelector: query.get('labelSelector') ?? undefined,
    fieldSelector: query.get('fieldSelector') ?? undefined,
  })
  for (const { metadata } of items) {
    const { object } = context.store.delete(definition.name, metadata.namespace ?? '', metadata.name, options)
    if (!options.isDryRun) tellMutation(exchange, 'delete', object)
  }
  const view = negotiateView(incoming.headers.accept, 'list')
  await sendPieces(response, 200, listBytes(definition, items, { resourceVersion }, view))
}
