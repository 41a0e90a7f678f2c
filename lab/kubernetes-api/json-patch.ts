import { isDeepStrictEqual } from 'node:util'
import { isRecord } from './kubernetes-object'
import { badRequest, failure } from './status'

/** RFC 6902 on plain JSON. Works on a private copy; the target may be frozen. */
export function applyJsonPatch(target: unknown, patch: unknown): unknown {
  if (!Array.isArray(patch)) throw badRequest('json: cannot unmarshal object into Go value of type jsonpatch.Patch')
  const root = { document: structuredClone(target) }
  for (const operation of patch) applyOperation(root, operation)
  return root.document
}

function applyOperation(root: { document: unknown }, operation: unknown): void {
  if (!isRecord(operation) || typeof operation.path !== 'string')
    throw badRequest('json patch operation without a path')
  const { op, path, value } = operation
  const from = typeof operation.from === 'string' ? operation.from : undefined
  if (op === 'test') {
    if (!isDeepStrictEqual(read(root, path), value)) throw unprocessable(`testing value ${path} failed: test failed`)
  } else if (op === 'add') add(root, path, structuredClone(value))
  else if (op === 'remove') remove(root, path)
  else if (op === 'replace') {
    read(root, path)
    remove(root, path)
    add(root, path, structuredClone(value))
  } else if (op === 'move' && from !== undefined) {
    const moved = read(root, from)
    remove(root, from)
    add(root, path, moved)
  } else if (op === 'copy' && from !== undefined) add(root, path, structuredClone(read(root, from)))
  else throw badRequest(`Unexpected kind: ${String(op)}`)
}

/** The document sits under one key of the root, so that the empty pointer has a parent like any other. */
function steps(pointer: string): string[] {
  if (pointer !== '' && !pointer.startsWith('/')) throw missing(pointer)
  const parts = pointer.split('/').slice(1)
  return ['document', ...parts.map((part) => part.replaceAll('~1', '/').replaceAll('~0', '~'))]
}

function parentOf(root: object, pointer: string): { parent: unknown; key: string } {
  const path = steps(pointer)
  const key = path.pop() ?? ''
  let parent: unknown = root
  for (const step of path) parent = child(parent, step, pointer)
  return { parent, key }
}

function child(parent: unknown, step: string, pointer: string): unknown {
  if (Array.isArray(parent) && /^\d+$/.test(step) && Number(step) < parent.length) return parent[Number(step)]
  if (isRecord(parent) && Object.hasOwn(parent, step)) return parent[step]
  throw missing(pointer)
}

function read(root: object, pointer: string): unknown {
  const { parent, key } = parentOf(root, pointer)
  return child(parent, key, pointer)
}

function add(root: object, pointer: string, value: unknown): void {
  const { parent, key } = parentOf(root, pointer)
  if (Array.isArray(parent)) {
    const index = key === '-' ? parent.length : Number(key)
    if (!Number.isInteger(index) || index < 0 || index > parent.length) throw missing(pointer)
    parent.splice(index, 0, value)
  } else if (isRecord(parent)) parent[key] = value
  else throw missing(pointer)
}

function remove(root: object, pointer: string): void {
  const { parent, key } = parentOf(root, pointer)
  child(parent, key, pointer)
  if (Array.isArray(parent)) parent.splice(Number(key), 1)
  else if (isRecord(parent)) delete parent[key]
}

function missing(pointer: string): Error {
  return unprocessable(`jsonpatch operation does not apply: doc is missing path: ${JSON.stringify(pointer)}`)
}

function unprocessable(message: string): Error {
  return failure({
    code: 422,
    reason: 'Invalid',
    message: `the server rejected our request due to an error in our request: ${message}`,
    details: {},
  })
}
