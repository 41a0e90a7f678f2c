import type { ServerResponse } from 'node:http'
import type { Identity } from './access'
import { sendJson } from './answer'
import { isRecord } from './kubernetes-object'
import { badRequest } from './status'
import { readKind } from './validation'

/** POST of a SelfSubjectAccessReview: what the caller itself may do, by the same rule that guards every request. */
export function reviewAccess(identity: Identity, body: unknown, response: ServerResponse): void {
  const { spec } = readKind(body, 'SelfSubjectAccessReview', 'authorization.k8s.io/v1')
  if (!isRecord(spec)) throw badRequest('spec: Required value')
  const { resourceAttributes, nonResourceAttributes } = spec
  if (isRecord(resourceAttributes) === isRecord(nonResourceAttributes)) {
    throw badRequest(
      'spec.resourceAttributes: Invalid value: exactly one of nonResourceAttributes or resourceAttributes must be specified',
    )
  }
  const allowed = isRecord(resourceAttributes) ? isAllowed(identity, resourceAttributes) : true
  sendJson(response, 201, {
    kind: 'SelfSubjectAccessReview',
    apiVersion: 'authorization.k8s.io/v1',
    metadata: {},
    spec,
    status: { allowed },
  })
}

function isAllowed(identity: Identity, attributes: Record<string, unknown>): boolean {
  const text = (field: string) => (typeof attributes[field] === 'string' ? attributes[field] : '')
  const resource = text('subresource') ? `${text('resource')}/${text('subresource')}` : text('resource')
  return identity.allow(text('verb'), resource, text('namespace'), { group: text('group'), name: text('name') })
}
