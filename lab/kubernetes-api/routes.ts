import { evictPod } from './eviction'
import type { Exchange } from './exchange'
import { sendPodLog } from './pod-log'
import { getObject, listObjects, watchObjects } from './read'
import { getScale, patchScale, updateScale } from './scale'
import { badRequest, methodNotAllowed, unknownResource } from './status'
import { createObject, deleteCollection, deleteObject, patchObject, updateObject } from './write'

type Handler = (exchange: Exchange) => void | Promise<void>

const collectionHandlers: Record<string, Handler> = {
  list: listObjects,
  watch: watchObjects,
  create: createObject,
  deletecollection: deleteCollection,
}

const objectHandlers: Record<string, Handler> = {
  get: getObject,
  update: updateObject,
  patch: patchObject,
  delete: deleteObject,
}

/** exec and its like are streams over an upgraded connection, which the lab does not offer. */
function requireUpgrade(): void {
  throw badRequest('Upgrade request required')
}

const subresourceHandlers: Record<string, Record<string, Handler>> = {
  status: { get: getObject, update: updateObject, patch: patchObject },
  scale: { get: getScale, update: updateScale, patch: patchScale },
  eviction: { create: evictPod },
  log: { get: sendPodLog },
  exec: { get: requireUpgrade, create: requireUpgrade },
  attach: { get: requireUpgrade, create: requireUpgrade },
  portforward: { get: requireUpgrade, create: requireUpgrade },
}

/** The handler of a request. Throws 404 for subresources that the kind lacks, 405 for verbs. */
export function chooseHandler({ request, definition }: Pick<Exchange, 'request' | 'definition'>): Handler {
  const { verb, subresource, name } = request
  if (subresource) {
    const known = definition.subresources.find((entry) => entry.name === subresource)
    if (!known) throw unknownResource()
    const handler = known.verbs.includes(verb) ? subresourceHandlers[subresource]?.[verb] : undefined
    if (!handler) throw methodNotAllowed()
    return handler
  }
  const isWatchingOne = name && verb === 'get' && ['true', '1'].includes(request.query.get('watch') ?? '')
  const handler = isWatchingOne ? watchObjects : (name ? objectHandlers : collectionHandlers)[verb]
  if (!handler || !definition.verbs.includes(verb)) throw methodNotAllowed()
  return handler
}
