import { isDeepStrictEqual } from 'node:util'
import { applyJsonPatch } from './json-patch'
import { isRecord, type KubernetesObject } from './kubernetes-object'
import { badRequest } from './status'

export type PatchType = 'json' | 'merge' | 'strategic-merge'

export const patchTypeByMediaType: Readonly<Record<string, PatchType>> = {
  'application/json-patch+json': 'json',
  'application/merge-patch+json': 'merge',
  'application/strategic-merge-patch+json': 'strategic-merge',
}

/** The patched object; the given one stays as it is. Throws 400 for a patch of the wrong form, 422 for one that does not apply. */
export function applyPatch<T = KubernetesObject>(target: T, patch: unknown, type: PatchType): T {
  if (type !== 'json' && !isRecord(patch))
    throw badRequest('json: cannot unmarshal array into Go value of type map[string]interface {}')
  if (type === 'json') return applyJsonPatch(target, patch) as T
  if (type === 'merge') return mergePatch(target, patch) as T
  return strategicMerge(target, patch) as T
}

/** RFC 7386: null deletes, maps merge, anything else replaces. */
function mergePatch(target: unknown, patch: unknown): unknown {
  if (!isRecord(patch)) return patch
  const result: Record<string, unknown> = isRecord(target) ? { ...target } : {}
  for (const [key, value] of Object.entries(patch)) {
    if (value === null) delete result[key]
    else result[key] = mergePatch(result[key], value)
  }
  return result
}

/** The lists that merge element by element, and the field that names an element. All other lists are replaced. */
const mergeKeys: Readonly<Record<string, readonly string[]>> = {
  containers: ['name'],
  initContainers: ['name'],
  ephemeralContainers: ['name'],
  volumes: ['name'],
  env: ['name'],
  imagePullSecrets: ['name'],
  volumeMounts: ['mountPath'],
  volumeDevices: ['devicePath'],
  hostAliases: ['ip'],
  podIPs: ['ip'],
  conditions: ['type'],
  ownerReferences: ['uid'],
  topologySpreadConstraints: ['topologyKey'],
  // Containers name their ports by containerPort, services by port.
  ports: ['containerPort', 'port'],
  secrets: ['name'],
}

/** Lists of plain values that merge as sets. */
const mergeSets = new Set(['finalizers'])

const setElementOrder = '$setElementOrder/'
const deleteFromList = '$deleteFromPrimitiveList/'

function strategicMerge(target: unknown, patch: unknown): unknown {
  if (!isRecord(patch)) return patch
  if (patch.$patch === 'delete') return {}
  const isReplacing = patch.$patch === 'replace'
  const result: Record<string, unknown> = isRecord(target) && !isReplacing ? { ...target } : {}
  for (const [key, value] of Object.entries(patch)) mergeField(result, key, value)
  const retained = patch.$retainKeys
  if (!Array.isArray(retained)) return result
  return Object.fromEntries(Object.entries(result).filter(([key]) => retained.includes(key)))
}

function mergeField(result: Record<string, unknown>, key: string, value: unknown): void {
  if (key === '$patch' || key === '$retainKeys' || key.startsWith(setElementOrder)) return
  if (key.startsWith(deleteFromList)) {
    const list = key.slice(deleteFromList.length)
    const current = result[list]
    if (Array.isArray(current) && Array.isArray(value)) result[list] = current.filter((item) => !value.includes(item))
  } else if (value === null) delete result[key]
  else if (isRecord(value) && value.$patch === 'delete') delete result[key]
  else if (Array.isArray(value)) result[key] = mergeList(key, result[key], value)
  else result[key] = strategicMerge(result[key], value)
}

function mergeList(field: string, target: unknown, patch: unknown[]): unknown[] {
  const current: unknown[] = Array.isArray(target) ? target : []
  if (mergeSets.has(field)) return [...current, ...patch.filter((item) => !current.includes(item))]
  const key = mergeKeys[field]?.find((name) => patch.some((item) => isRecord(item) && item[name] !== undefined))
  const isReplacing = patch.some((item) => isRecord(item) && item.$patch === 'replace')
  if (!key || isReplacing)
    return patch
      .filter((item) => !(isRecord(item) && item.$patch === 'replace'))
      .map((item) => strategicMerge(undefined, item))
  const result = [...current]
  for (const item of patch) mergeElement(result, key, item)
  return result
}

function mergeElement(list: unknown[], key: string, item: unknown): void {
  if (!isRecord(item) || item[key] === undefined)
    throw badRequest(`map: ${JSON.stringify(item)} does not contain declared merge key: ${key}`)
  const index = list.findIndex((other) => isRecord(other) && isDeepStrictEqual(other[key], item[key]))
  if (item.$patch === 'delete') {
    if (index >= 0) list.splice(index, 1)
  } else if (index >= 0) list[index] = strategicMerge(list[index], item)
  // New elements of a strategic merge patch go to the front, where the server puts them too.
  else list.unshift(strategicMerge(undefined, item))
}
