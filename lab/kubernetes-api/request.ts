import type { IncomingMessage } from 'node:http'
import { badRequest, failure } from './status'

/** A request for objects, as the API server reads it from method and path. */
export interface ResourceRequest {
  kind: 'resource'
  verb: string
  group: string
  version: string
  /** '' for all namespaces and for cluster-scoped kinds. */
  namespace: string
  resource: string
  /** '' for collections. */
  name: string
  subresource: string
  query: URLSearchParams
}

/** Anything else: health, version, discovery. */
export interface PathRequest {
  kind: 'path'
  method: string
  path: string
}

export type ApiRequest = ResourceRequest | PathRequest

const itemVerbs: Record<string, string> = {
  GET: 'get',
  PUT: 'update',
  PATCH: 'patch',
  DELETE: 'delete',
  POST: 'create',
}
const collectionVerbs: Record<string, string> = { GET: 'list', POST: 'create', DELETE: 'deletecollection' }
const namespaceSubresources = ['status', 'finalize']

/** Reads `/api/v1/…` and `/apis/<group>/<version>/…`; everything shorter, and every other path, is a path request. */
export function parseRequest(method: string, url: string): ApiRequest {
  const { pathname, searchParams } = new URL(url, 'http://localhost')
  const parts = pathname.split('/').filter(Boolean).map(decodePart)
  const rest = parts[0] === 'api' ? parts.slice(2) : parts.slice(3)
  if ((parts[0] !== 'api' && parts[0] !== 'apis') || rest.length === 0) return { kind: 'path', method, path: pathname }
  const [group = '', version = ''] = parts[0] === 'api' ? ['', parts[1]] : [parts[1], parts[2]]
  const { namespace, resource, name, subresource } = readPlace(rest)
  const verb = (name ? itemVerbs : collectionVerbs)[method] ?? method.toLowerCase()
  const isWatch = verb === 'list' && readFlag(searchParams, 'watch')
  return {
    kind: 'resource',
    verb: isWatch ? 'watch' : verb,
    group,
    version,
    namespace,
    resource,
    name,
    subresource,
    query: searchParams,
  }
}

interface Place {
  namespace: string
  resource: string
  name: string
  subresource: string
}

function readPlace(rest: string[]): Place {
  const isInNamespace = rest[0] === 'namespaces' && rest.length > 2 && !namespaceSubresources.includes(rest[2] ?? '')
  const [resource = '', name = '', ...subresource] = isInNamespace ? rest.slice(2) : rest
  // The server counts a namespace object as inside itself: rules for the namespace cover it.
  const own = resource === 'namespaces' ? name : ''
  return { namespace: isInNamespace ? (rest[1] ?? '') : own, resource, name, subresource: subresource.join('/') }
}

function decodePart(part: string): string {
  try {
    return decodeURIComponent(part)
  } catch (error) {
    if (error instanceof URIError) throw badRequest(`invalid URL escape ${JSON.stringify(part)}`)
    throw error
  }
}

/** Query flags are true for `true` and `1`. */
export function readFlag(query: URLSearchParams, name: string): boolean {
  return ['true', '1'].includes(query.get(name) ?? '')
}

/** A whole number of at least 0, or undefined when absent. */
export function readCount(query: URLSearchParams, name: string): number | undefined {
  const text = query.get(name)
  if (text === null || text === '') return undefined
  if (!/^\d{1,12}$/.test(text)) throw badRequest(`strconv.ParseInt: parsing ${JSON.stringify(text)}: invalid syntax`)
  return Number(text)
}

const maxBodyBytes = 3 * 1024 * 1024

/** The JSON body, or undefined when there is none. 400 for broken JSON, 413 past 3 MiB (the API server's own limit). */
export async function readBody(request: IncomingMessage): Promise<unknown> {
  const chunks: Buffer[] = []
  let sizeBytes = 0
  for await (const chunk of request) {
    const bytes: Buffer = chunk
    sizeBytes += bytes.length
    if (sizeBytes > maxBodyBytes) {
      const message = `Request entity too large: limit is ${maxBodyBytes}`
      throw failure({ code: 413, reason: 'RequestEntityTooLarge', message })
    }
    chunks.push(bytes)
  }
  if (sizeBytes === 0) return undefined
  try {
    return JSON.parse(Buffer.concat(chunks).toString('utf8'))
  } catch (error) {
    if (error instanceof SyntaxError) throw badRequest('the object provided is unrecognized: the body is no JSON')
    throw error
  }
}
