import { sendBytes, sendPieces } from './answer'
import type { Exchange } from './exchange'
import type { KubernetesObject } from './kubernetes-object'
import { forbiddenOption } from './list-query'
import { negotiateView } from './negotiation'
import { readCount, readFlag } from './request'
import { listBytes, objectBytes } from './serialize'
import { methodNotAllowed, notFound } from './status'
import { Watch } from './watch'

/** GET of one object, of a list, and watches. */

const optional = (value: string | null) => value ?? undefined

/** The object that the path names. Throws 404, and 405 where the kind stores nothing. */
export function requireObject({ context, request, definition }: Exchange): KubernetesObject {
  if (!definition.stored) throw methodNotAllowed()
  const object = context.store.get(definition.name, request.namespace, request.name)
  if (!object) throw notFound(definition, request.name)
  return object
}

export function getObject(exchange: Exchange): void {
  const view = negotiateView(exchange.incoming.headers.accept, 'object')
  sendBytes(exchange.response, 200, objectBytes(exchange.definition, requireObject(exchange), view))
}

export async function listObjects(exchange: Exchange): Promise<void> {
  const { context, request, definition, incoming, response } = exchange
  const { query, namespace } = request
  const view = negotiateView(incoming.headers.accept, 'list')
  if (query.has('sendInitialEvents')) {
    throw forbiddenOption('sendInitialEvents', 'sendInitialEvents is forbidden for list')
  }
  const { items, ...metadata } = context.store.list(definition.name, {
    namespace,
    labelSelector: optional(query.get('labelSelector')),
    fieldSelector: optional(query.get('fieldSelector')),
    limit: readCount(query, 'limit'),
    continue: optional(query.get('continue')),
    resourceVersion: optional(query.get('resourceVersion')),
    resourceVersionMatch: optional(query.get('resourceVersionMatch')),
  })
  await sendPieces(response, 200, listBytes(definition, items, metadata, view))
}

/** The API server picks a life of 30 to 60 minutes, so that not all clients come back at once. */
function spreadLifeSeconds(watchCount: number): number {
  return 1800 + ((watchCount * 397) % 1800)
}

/** A watch of one object is a watch of its collection with the name as field selector. */
export function watchObjects({ context, request, definition, incoming, response }: Exchange): void {
  const { query, namespace, name } = request
  const view = negotiateView(incoming.headers.accept, 'object')
  const fields = [query.get('fieldSelector'), name ? `metadata.name=${name}` : null].filter(Boolean).join(',')
  const watch = new Watch(
    {
      namespace,
      labelSelector: optional(query.get('labelSelector')),
      fieldSelector: fields || undefined,
      resourceVersion: optional(query.get('resourceVersion')),
      resourceVersionMatch: optional(query.get('resourceVersionMatch')),
      isBookmarking: readFlag(query, 'allowWatchBookmarks'),
      isSendingInitialEvents: readFlag(query, 'sendInitialEvents'),
      // The server takes 0 for "no wish", too.
      timeoutSeconds: readCount(query, 'timeoutSeconds') || undefined,
    },
    {
      store: context.store,
      definition,
      view,
      frames: context.frames,
      bookmarkIntervalMs: context.bookmarkIntervalMs,
      maxPendingEvents: context.maxPendingEvents,
      defaultTimeoutSeconds: spreadLifeSeconds(context.watches.size),
    },
  )
  context.watches.add(watch)
  watch.start(response, () => context.watches.delete(watch))
}
