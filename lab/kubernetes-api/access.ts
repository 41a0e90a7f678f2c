import type { ApiRequest, ResourceRequest } from './request'
import { qualifiedName } from './resources'
import { detailsOf, failure, unauthorized } from './status'

/** What a rule may look at besides verb, resource and namespace. */
export interface AccessAttributes {
  group: string
  name: string
}

/** Who a bearer token is, and what that user may do. */
export interface TokenGrant {
  token: string
  user: string
  /** `resource` carries the subresource: `pods/log`. `namespace` is '' for all namespaces and cluster-scoped kinds. */
  allow: (verb: string, resource: string, namespace: string, attributes: AccessAttributes) => boolean
}

export type Identity = Pick<TokenGrant, 'user' | 'allow'>

const anonymous: Identity = { user: 'system:anonymous', allow: () => false }

/** No credentials are the anonymous user; credentials that nobody knows are 401. */
export function authenticate(authorization: string | undefined, tokens: readonly TokenGrant[]): Identity {
  if (!authorization) return anonymous
  const token = /^Bearer\s+(\S+)$/i.exec(authorization)?.[1]
  const grant = tokens.find((entry) => entry.token === token)
  if (!grant) throw unauthorized()
  return grant
}

const publicPaths = ['/version', '/healthz', '/livez', '/readyz']

/** Throws 403 in the words of the API server. Discovery is for every known user, health and version for everyone. */
export function authorize(identity: Identity, request: ApiRequest): void {
  if (request.kind === 'resource') {
    if (!isAllowed(identity, request)) throw forbiddenResource(identity, request)
    return
  }
  const isPublic = publicPaths.some((path) => request.path === path || request.path.startsWith(`${path}/`))
  if (isPublic || identity !== anonymous) return
  const message = `forbidden: User "${identity.user}" cannot ${request.method.toLowerCase()} path "${request.path}"`
  throw failure({ code: 403, reason: 'Forbidden', message, details: {} })
}

const accessReview = 'selfsubjectaccessreviews'

function isAllowed(
  identity: Identity,
  { verb, group, resource, subresource, namespace, name }: ResourceRequest,
): boolean {
  // Every known user may ask what it may do.
  if (resource === accessReview && verb === 'create') return identity !== anonymous
  return identity.allow(verb, subresource ? `${resource}/${subresource}` : resource, namespace, { group, name })
}

function forbiddenResource(identity: Identity, request: ResourceRequest): Error {
  const { verb, group, resource, subresource, namespace, name } = request
  const path = subresource ? `${resource}/${subresource}` : resource
  const subject = `${qualifiedName({ group, name: resource })}${name ? ` "${name}"` : ''}`
  const where = namespace ? `in the namespace "${namespace}"` : 'at the cluster scope'
  const message =
    `${subject} is forbidden: User "${identity.user}" cannot ${verb} resource "${path}" ` +
    `in API group "${group}" ${where}`
  return failure({ code: 403, reason: 'Forbidden', message, details: detailsOf({ group, name: resource }, name) })
}
