import { isDeepStrictEqual } from 'node:util'
import { isRecord, type KubernetesObject, readPath } from './kubernetes-object'
import type { ResourceDefinition } from './resource-definition'
import { apiVersionOf } from './resources'
import { badRequest, invalid, type StatusCause } from './status'

/**
 * What clients may not write. The API server checks much more; here is what an operator's console can run into:
 * wrong kind or name, bad replica counts, autoscaler bounds, selectors that must not change.
 */

const subdomain = /^[a-z0-9](?:[-a-z0-9]*[a-z0-9])?(?:\.[a-z0-9](?:[-a-z0-9]*[a-z0-9])?)*$/

/**
 * The body as a JSON object of a kind. kind and apiVersion may be left out (SDKs do), but not be others. Throws 400.
 */
export function readKind(body: unknown, kind: string, apiVersion: string): Record<string, unknown> {
  if (!isRecord(body)) throw badRequest('the object provided is unrecognized: the body is no JSON object')
  const given = { kind: body.kind ?? kind, apiVersion: body.apiVersion ?? apiVersion }
  if (given.apiVersion !== apiVersion) {
    throw badRequest(
      `the API version in the data (${String(given.apiVersion)}) does not match the expected API version (${apiVersion})`,
    )
  }
  if (given.kind !== kind) {
    throw badRequest(`${String(given.kind)} in version ${JSON.stringify(apiVersion)} cannot be handled as a ${kind}`)
  }
  return body
}

/** The body as an object of the resource's kind, with the name and namespace of the path. Throws 400. */
export function readObject(
  definition: ResourceDefinition,
  rawBody: unknown,
  place: { namespace: string; name: string },
): KubernetesObject {
  const body = readKind(rawBody, definition.kind, apiVersionOf(definition))
  const { metadata } = body
  const given = isRecord(metadata) ? metadata : {}
  if (given.namespace && given.namespace !== place.namespace) {
    throw badRequest('the namespace of the provided object does not match the namespace sent on the request')
  }
  if (place.name && given.name !== place.name) {
    throw badRequest(
      `the name of the object (${String(given.name ?? '')}) does not match the name on the URL (${place.name})`,
    )
  }
  const name = typeof given.name === 'string' ? given.name : ''
  return { ...body, metadata: { ...given, name, ...(definition.namespaced ? { namespace: place.namespace } : {}) } }
}

/** Throws 422 with every cause. `before` is absent for a new object. */
export function validateObject(
  definition: ResourceDefinition,
  object: KubernetesObject,
  before?: KubernetesObject,
): void {
  const causes = [
    ...nameCauses(object),
    ...countCauses(object, ['spec.replicas']),
    ...(definition.name === 'horizontalpodautoscalers' ? autoscalerCauses(object) : []),
    ...(before ? immutableCauses(definition, before, object) : []),
  ]
  if (causes.length > 0) throw invalid(definition, object.metadata.name, causes)
}

function nameCauses({ metadata }: KubernetesObject): StatusCause[] {
  const field = 'metadata.name'
  if (!metadata.name && !metadata.generateName) {
    return [{ reason: 'FieldValueRequired', message: 'Required value: name or generateName is required', field }]
  }
  if (!metadata.name || (metadata.name.length <= 253 && subdomain.test(metadata.name))) return []
  const rule = "a lowercase RFC 1123 subdomain must consist of lower case alphanumeric characters, '-' or '.'"
  return [{ reason: 'FieldValueInvalid', message: `Invalid value: ${JSON.stringify(metadata.name)}: ${rule}`, field }]
}

/** Counts are whole and at least 0; absent ones are fine. */
export function countCauses(object: unknown, fields: string[]): StatusCause[] {
  return fields.flatMap((field) => {
    const value = readPath(object, field)
    if (value === undefined || value === null || (typeof value === 'number' && value >= 0)) return []
    const message = `Invalid value: ${JSON.stringify(value)}: must be greater than or equal to 0`
    return [{ reason: 'FieldValueInvalid', message, field }]
  })
}

function autoscalerCauses(object: KubernetesObject): StatusCause[] {
  const { minReplicas = 1, maxReplicas } = object.spec ?? {}
  const field = 'spec.maxReplicas'
  if (typeof maxReplicas !== 'number' || maxReplicas < 1) {
    return [
      {
        reason: 'FieldValueInvalid',
        message: `Invalid value: ${Number(maxReplicas ?? 0)}: must be greater than 0`,
        field,
      },
    ]
  }
  if (typeof minReplicas !== 'number' || minReplicas < 1) {
    const message = `Invalid value: ${Number(minReplicas)}: must be greater than or equal to 1`
    return [{ reason: 'FieldValueInvalid', message, field: 'spec.minReplicas' }]
  }
  if (maxReplicas >= minReplicas) return []
  const message = `Invalid value: ${maxReplicas}: must be greater than or equal to \`minReplicas\``
  return [{ reason: 'FieldValueInvalid', message, field }]
}

function immutableCauses(
  definition: ResourceDefinition,
  before: KubernetesObject,
  after: KubernetesObject,
): StatusCause[] {
  if (definition.group !== 'apps') return []
  const selector = after.spec?.selector
  if (isDeepStrictEqual(before.spec?.selector, selector)) return []
  const message = `Invalid value: ${JSON.stringify(selector ?? null)}: field is immutable`
  return [{ reason: 'FieldValueInvalid', message, field: 'spec.selector' }]
}
