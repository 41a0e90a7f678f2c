import { sendJson } from './answer'
import type { Exchange } from './exchange'
import { isRecord, type KubernetesObject, readPath } from './kubernetes-object'
import { applyPatch } from './patch'
import { requireObject } from './read'
import { readBody } from './request'
import { formatLabelSelector } from './selectors'
import { badRequest, conflict, invalid } from './status'
import { countCauses, readKind } from './validation'
import { isDryRun, readPatchType, tellMutation } from './write'

/** `<workload>/scale`: the replica count alone, the same for every kind that has one. */

interface Scale {
  kind: 'Scale'
  apiVersion: 'autoscaling/v1'
  metadata: Record<string, unknown>
  spec: { replicas?: number }
  status: { replicas: number; selector?: string }
}

function scaleOf(object: KubernetesObject): Scale {
  const { name, namespace, uid, resourceVersion, creationTimestamp } = object.metadata
  const replicas = readPath(object, 'spec.replicas')
  const current = readPath(object, 'status.replicas')
  const selector = formatLabelSelector(object.spec?.selector)
  return {
    kind: 'Scale',
    apiVersion: 'autoscaling/v1',
    metadata: { name, namespace, uid, resourceVersion, creationTimestamp },
    // Zero replicas print as an empty spec: the field is omitted when it is 0.
    spec: typeof replicas === 'number' && replicas > 0 ? { replicas } : {},
    status: { replicas: typeof current === 'number' ? current : 0, ...(selector ? { selector } : {}) },
  }
}

export function getScale(exchange: Exchange): void {
  sendJson(exchange.response, 200, scaleOf(requireObject(exchange)))
}

export async function patchScale(exchange: Exchange): Promise<void> {
  const type = readPatchType(exchange.incoming.headers['content-type'])
  const body = await readBody(exchange.incoming)
  const before = requireObject(exchange)
  saveScale(exchange, before, applyPatch<unknown>(scaleOf(before), body, type))
}

export async function updateScale(exchange: Exchange): Promise<void> {
  const body = readKind(await readBody(exchange.incoming), 'Scale', 'autoscaling/v1')
  const name = readPath(body, 'metadata.name')
  if (name !== exchange.request.name) {
    throw badRequest(
      `the name of the object (${String(name ?? '')}) does not match the name on the URL (${exchange.request.name})`,
    )
  }
  saveScale(exchange, requireObject(exchange), body)
}

function saveScale(exchange: Exchange, before: KubernetesObject, wanted: unknown): void {
  const { context, definition, request, response } = exchange
  const name = before.metadata.name
  const version = readPath(wanted, 'metadata.resourceVersion')
  if (version && version !== before.metadata.resourceVersion) throw conflict(definition, name)
  const replicas = readReplicas(wanted)
  const causes = countCauses(wanted, ['spec.replicas'])
  if (causes.length > 0) throw invalid({ kind: 'Scale', group: 'autoscaling' }, name, causes)
  const dryRun = isDryRun(request.query)
  const object = { ...before, spec: { ...before.spec, replicas } }
  const saved = context.store.update(definition.name, object, { isDryRun: dryRun })
  if (!dryRun && saved !== before) tellMutation(exchange, 'scale', saved)
  sendJson(response, 200, scaleOf(saved))
}

/** An absent count is 0, as for any Go integer; anything but a whole number does not decode. */
function readReplicas(wanted: unknown): number {
  const spec = readPath(wanted, 'spec')
  const replicas = isRecord(spec) ? (spec.replicas ?? 0) : 0
  if (typeof replicas === 'number' && Number.isInteger(replicas)) return replicas
  const given = typeof replicas === 'number' ? `number ${replicas}` : typeof replicas
  const field = 'Go struct field ScaleSpec.spec.replicas of type int32'
  throw badRequest(`Scale in version "v1" cannot be handled as a Scale: json: cannot unmarshal ${given} into ${field}`)
}
