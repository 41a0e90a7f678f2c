import { once } from 'node:events'
import { createServer, type IncomingMessage, type RequestListener, type ServerResponse } from 'node:http'
import { createServer as createTlsServer, type ServerOptions as TlsOptions } from 'node:https'
import { authenticate, authorize, type Identity, type TokenGrant } from './access'
import { reviewAccess } from './access-review'
import { sendFailure, sendJson, sendText } from './answer'
import { discoveryDocument, recordedVersion, type VersionInfo } from './discovery'
import type { ApiContext, KubernetesApiHooks } from './exchange'
import { parseRequest, type ResourceRequest, readBody } from './request'
import { resourceDefinitions } from './resource-table'
import { findResource } from './resources'
import { chooseHandler } from './routes'
import { FrameCache, forgetBytes } from './serialize'
import { ApiStatusError, failure, methodNotAllowed, unknownResource } from './status'
import type { ObjectStore } from './store'

export interface KubernetesApiOptions {
  store: ObjectStore
  tokens: readonly TokenGrant[]
  /** The platform's clock, for `sinceSeconds` of logs. Watches run on the wall's. */
  now: () => Date
  /** Default one minute, as the API server has it. */
  bookmarkIntervalMs?: number
  /** Changes a watcher may lag behind before it is cut off. Default 10,000. */
  maxPendingEvents?: number
  version?: VersionInfo
  hooks?: KubernetesApiHooks
}

export interface ListenOptions {
  /** 0 or absent: any free port. */
  port?: number
  host?: string
  /** Key and certificate; without them the server speaks plain HTTP. */
  tls?: TlsOptions
}

export interface KubernetesApi {
  handler: RequestListener
  /** Starts a server of its own. Resolves when it accepts connections. */
  listen: (options?: ListenOptions) => Promise<{ url: string; port: number; close: () => Promise<void> }>
  /** Ends all watches in order; clients come back to a server that still stands. */
  closeWatches: () => void
  readonly watchCount: number
}

/** An API server over a store: the protocol of the recordings, for any number of clients. */
export function createKubernetesApi(options: KubernetesApiOptions): KubernetesApi {
  const context: ApiContext = {
    store: options.store,
    now: options.now,
    hooks: options.hooks ?? {},
    frames: new FrameCache(),
    watches: new Set(),
    bookmarkIntervalMs: options.bookmarkIntervalMs ?? 60_000,
    maxPendingEvents: options.maxPendingEvents ?? 10_000,
  }
  options.store.subscribe(({ previous }) => {
    if (previous) forgetBytes(previous)
  })
  const handler: RequestListener = (incoming, response) => {
    // A client that goes while it is being answered is no failure of the server.
    response.on('error', () => {})
    answer(options, context, incoming, response).catch((error: unknown) => answerFailure(response, error))
  }
  const closeWatches = () => {
    for (const watch of context.watches) watch.close()
  }
  return {
    handler,
    closeWatches,
    listen: (listenOptions = {}) => listen(handler, listenOptions),
    get watchCount() {
      return context.watches.size
    },
  }
}

async function answer(
  { tokens, version }: KubernetesApiOptions,
  context: ApiContext,
  incoming: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const request = parseRequest(incoming.method ?? 'GET', incoming.url ?? '/')
  const identity = authenticate(incoming.headers.authorization, tokens)
  authorize(identity, request)
  if (request.kind === 'path') answerPath(request.path, incoming, response, version ?? recordedVersion)
  else await answerResource(context, request, identity, incoming, response)
}

async function answerResource(
  context: ApiContext,
  request: ResourceRequest,
  identity: Identity,
  incoming: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const { group, version, resource, verb, name } = request
  if (group === 'authorization.k8s.io' && version === 'v1' && resource === 'selfsubjectaccessreviews' && !name) {
    if (verb !== 'create') throw methodNotAllowed()
    reviewAccess(identity, await readBody(incoming), response)
    return
  }
  const definition = findResource(group, version, resource)
  if (!definition || (request.namespace && !definition.namespaced && definition.name !== 'namespaces')) {
    answerUnknown(request, response)
    return
  }
  if (definition.name === 'endpoints') response.setHeader('Warning', endpointsWarning)
  const exchange = { context, request, definition, identity, incoming, response }
  await chooseHandler(exchange)(exchange)
}

const endpointsWarning = '299 - "v1 Endpoints is deprecated in v1.33+; use discovery.k8s.io/v1 EndpointSlice"'

/** A group that nobody serves has no handler at all and gets plain text; a known group answers with a Status. */
function answerUnknown({ group, version }: ResourceRequest, response: ServerResponse): void {
  if (!resourceDefinitions.some((entry) => entry.group === group && entry.version === version)) {
    sendText(response, 404, notFoundText)
    return
  }
  throw unknownResource()
}

const notFoundText = '404 page not found\n'
const healthPaths = ['/healthz', '/livez', '/readyz']

function answerPath(path: string, incoming: IncomingMessage, response: ServerResponse, version: VersionInfo): void {
  if (incoming.method !== 'GET' && incoming.method !== 'HEAD') throw methodNotAllowed()
  if (healthPaths.includes(path)) sendText(response, 200, 'ok')
  else if (path === '/version') sendJson(response, 200, version)
  else {
    const document = discoveryDocument(path, incoming.headers.host ?? '')
    if (document) sendJson(response, 200, document)
    else sendText(response, 404, notFoundText)
  }
}

function answerFailure(response: ServerResponse, error: unknown): void {
  if (response.headersSent) {
    response.destroy()
    return
  }
  if (error instanceof ApiStatusError) {
    sendFailure(response, error)
    return
  }
  console.error('kubernetes-api', error)
  sendFailure(
    response,
    failure({ code: 500, reason: 'InternalError', message: 'Internal error occurred', details: { causes: [] } }),
  )
}

async function listen(handler: RequestListener, { port = 0, host = '127.0.0.1', tls }: ListenOptions) {
  const server = tls ? createTlsServer(tls, handler) : createServer(handler)
  server.listen(port, host)
  await once(server, 'listening')
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('the Kubernetes API listens on no port')
  const close = async () => {
    const closed = once(server, 'close')
    server.close()
    server.closeAllConnections()
    await closed
  }
  return { url: `${tls ? 'https' : 'http'}://${host}:${address.port}`, port: address.port, close }
}
