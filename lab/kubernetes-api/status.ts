import type { ResourceDefinition } from './resource-definition'
import { qualifiedName } from './resources'

/** Every failure of the API server is one of these: an HTTP code and a `Status` object with the server's own words. */

export interface StatusCause {
  reason: string
  message: string
  field?: string
}

export interface StatusDetails {
  name?: string
  group?: string
  kind?: string
  uid?: string
  causes?: StatusCause[]
  retryAfterSeconds?: number
}

export interface StatusBody {
  kind: 'Status'
  apiVersion: 'v1'
  metadata: { continue?: string }
  status: 'Success' | 'Failure'
  message?: string
  reason?: string
  details?: StatusDetails
  code?: number
}

export class ApiStatusError extends Error {
  override readonly name = 'ApiStatusError'
  constructor(readonly body: StatusBody) {
    super(body.message ?? body.reason ?? 'failure')
  }
  get code(): number {
    return this.body.code ?? 500
  }
  get reason(): string {
    return this.body.reason ?? ''
  }
}

interface Failure {
  code: number
  reason: string
  message: string
  details?: StatusDetails
  continueToken?: string
}

export function failure({ code, reason, message, details, continueToken }: Failure): ApiStatusError {
  return new ApiStatusError({
    kind: 'Status',
    apiVersion: 'v1',
    metadata: continueToken === undefined ? {} : { continue: continueToken },
    status: 'Failure',
    message,
    reason,
    ...(details ? { details } : {}),
    code,
  })
}

/** Field order as the server prints it: name, group, kind, uid. */
export function detailsOf(definition: { group: string; name: string }, name?: string, uid?: string): StatusDetails {
  return {
    ...(name ? { name } : {}),
    ...(definition.group ? { group: definition.group } : {}),
    kind: definition.name,
    ...(uid ? { uid } : {}),
  }
}

export function notFound(definition: ResourceDefinition, name: string): ApiStatusError {
  const message = `${qualifiedName(definition)} "${name}" not found`
  return failure({ code: 404, reason: 'NotFound', message, details: detailsOf(definition, name) })
}

export function unknownResource(): ApiStatusError {
  const message = 'the server could not find the requested resource'
  return failure({ code: 404, reason: 'NotFound', message, details: {} })
}

export function alreadyExists(definition: ResourceDefinition, name: string): ApiStatusError {
  const message = `${qualifiedName(definition)} "${name}" already exists`
  return failure({ code: 409, reason: 'AlreadyExists', message, details: detailsOf(definition, name) })
}

export function conflict(definition: ResourceDefinition, name: string, why?: string): ApiStatusError {
  const stale = 'the object has been modified; please apply your changes to the latest version and try again'
  const message = `Operation cannot be fulfilled on ${qualifiedName(definition)} "${name}": ${why ?? stale}`
  return failure({ code: 409, reason: 'Conflict', message, details: detailsOf(definition, name) })
}

export function uidConflict(definition: ResourceDefinition, name: string, asked: string, actual = ''): ApiStatusError {
  const why = `Precondition failed: UID in precondition: ${asked}, UID in object meta: ${actual}`
  return conflict(definition, name, why)
}

export function badRequest(message: string): ApiStatusError {
  return failure({ code: 400, reason: 'BadRequest', message })
}

/** Status 422. `subject` is the validated kind, which for a scale is not the resource in the path. */
export function invalid(subject: { kind: string; group: string }, name: string, causes: StatusCause[]): ApiStatusError {
  const lines = causes.map((cause) => `${cause.field}: ${cause.message}`)
  const list = lines.length === 1 ? lines[0] : `[${lines.join(', ')}]`
  const message = `${subject.kind}${subject.group ? `.${subject.group}` : ''} "${name}" is invalid: ${list}`
  const details = {
    ...(name ? { name } : {}),
    ...(subject.group ? { group: subject.group } : {}),
    kind: subject.kind,
    causes,
  }
  return failure({ code: 422, reason: 'Invalid', message, details })
}

export function methodNotAllowed(): ApiStatusError {
  const message = 'the server does not allow this method on the requested resource'
  return failure({ code: 405, reason: 'MethodNotAllowed', message, details: {} })
}

export function unauthorized(): ApiStatusError {
  return failure({ code: 401, reason: 'Unauthorized', message: 'Unauthorized' })
}

export function expiredList(): ApiStatusError {
  return failure({ code: 410, reason: 'Expired', message: 'The resourceVersion for the provided list is too old.' })
}

/** `continueToken` carries on from the same key with today's state: a list that no longer fits its first pages. */
export function expiredContinue(continueToken: string): ApiStatusError {
  const message =
    'The provided continue parameter is too old to display a consistent list result. You can start a new list without ' +
    'the continue parameter, or use the continue token in this response to retrieve the remainder of the results. ' +
    'Continuing with the provided token results in an inconsistent list - objects that were created, modified, or ' +
    'deleted between the time the first chunk was returned and now may show up in the list.'
  return failure({ code: 410, reason: 'Expired', message, continueToken })
}

export function expiredWatch(resourceVersion: number, oldest: number): ApiStatusError {
  const message = `too old resource version: ${resourceVersion} (${oldest})`
  return failure({ code: 410, reason: 'Expired', message })
}

/** A resourceVersion the server has not reached. The real server waits some seconds for it before it says so. */
export function resourceVersionTooLarge(asked: number, current: number): ApiStatusError {
  const message = `Timeout: Too large resource version: ${asked}, current: ${current}`
  const causes = [{ reason: 'ResourceVersionTooLarge', message: 'Too large resource version' }]
  return failure({ code: 504, reason: 'Timeout', message, details: { causes, retryAfterSeconds: 1 } })
}
