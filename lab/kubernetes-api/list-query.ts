import type { Collection, Entry } from './collection'
import type { KubernetesObject } from './kubernetes-object'
import { decodeContinue, encodeContinue, keyBefore, startAfter, takePage } from './paging'
import { compileFieldSelector, compileLabelSelector } from './selectors'
import { badRequest, expiredContinue, expiredList, failure, resourceVersionTooLarge, type StatusCause } from './status'

/** The query of a list, in the words of the API. */
export interface ListQuery {
  /** Absent or empty: all namespaces. */
  namespace?: string
  labelSelector?: string
  fieldSelector?: string
  /** 0 or absent: everything. */
  limit?: number
  continue?: string
  resourceVersion?: string
  resourceVersionMatch?: string
}

export interface ListResult {
  items: readonly KubernetesObject[]
  resourceVersion: string
  continue?: string
  /** Absent on the last page, and always when a selector filters: the server does not count those. */
  remainingItemCount?: number
}

/**
 * One list. With `continue` or an exact resourceVersion it answers from the past as long as history reaches back, and
 * throws the server's 410 otherwise; 400 and 422 for what the server refuses.
 */
export function runListQuery(collection: Collection, currentResourceVersion: number, query: ListQuery): ListResult {
  checkListQuery(query)
  const { entries, resourceVersion, start } = readState(collection, currentResourceVersion, query)
  const { definition } = collection
  const prefix = definition.namespaced && query.namespace ? `${query.namespace}/` : ''
  const labels = compileLabelSelector(query.labelSelector)
  const fields = compileFieldSelector(definition, query.fieldSelector)
  const wanted =
    prefix || labels || fields
      ? entries.filter(
          ({ key, object }) => key.startsWith(prefix) && (labels?.(object) ?? true) && (fields?.(object) ?? true),
        )
      : entries
  // From the watch cache ("any version will do") the server always returns the whole list.
  const limit = query.resourceVersion === '0' ? 0 : (query.limit ?? 0)
  const after = start === undefined ? undefined : prefix + keyBefore(start)
  const page = takePage(wanted, (entry) => entry.key, after, limit)
  const last = page.items.at(-1)
  const result = { items: page.items.map((entry) => entry.object), resourceVersion: String(resourceVersion) }
  if (page.remaining === undefined || !last) return result
  const next = startAfter(last.key.slice(prefix.length), definition.watchCached)
  const remaining = labels || fields ? {} : { remainingItemCount: page.remaining }
  return { ...result, continue: encodeContinue({ resourceVersion, start: next }), ...remaining }
}

interface State {
  entries: readonly Entry[]
  resourceVersion: number
  start?: string
}

function readState(collection: Collection, current: number, query: ListQuery): State {
  const oldest = collection.history.oldestResourceVersion
  if (query.continue) {
    const { resourceVersion, start } = decodeContinue(query.continue)
    if (resourceVersion < 0) return { entries: collection.sorted(), resourceVersion: current, start }
    if (resourceVersion < oldest) throw expiredContinue(encodeContinue({ resourceVersion: -1, start }))
    if (resourceVersion > current) throw resourceVersionTooLarge(resourceVersion, current)
    return { entries: collection.sortedAt(resourceVersion), resourceVersion, start }
  }
  const asked = parseResourceVersion(query.resourceVersion)
  if (asked > current) throw resourceVersionTooLarge(asked, current)
  if (isExact(query, asked)) {
    if (asked < oldest) throw expiredList()
    return { entries: collection.sortedAt(asked), resourceVersion: asked }
  }
  return { entries: collection.sorted(), resourceVersion: current }
}

/** A paged list at a given version without a match rule is exact: the protocol's oldest form. */
function isExact({ resourceVersionMatch, limit }: ListQuery, asked: number): boolean {
  if (resourceVersionMatch) return resourceVersionMatch === 'Exact'
  return asked > 0 && (limit ?? 0) > 0
}

/** 0 for none. Throws 400 for what is no version. */
export function parseResourceVersion(text: string | undefined): number {
  if (!text) return 0
  if (/^\d{1,15}$/.test(text)) return Number(text)
  throw badRequest(
    `Invalid value: ${JSON.stringify(text)}: strconv.ParseUint: parsing ${JSON.stringify(text)}: invalid syntax`,
  )
}

function checkListQuery(query: ListQuery): void {
  const match = query.resourceVersionMatch
  if (query.continue && query.resourceVersion && query.resourceVersion !== '0') {
    throw badRequest('specifying resource version is not allowed when using continue')
  }
  if (!match) return
  if (query.continue)
    throw forbiddenOption('resourceVersionMatch', 'resourceVersionMatch is forbidden when continue is provided')
  if (!query.resourceVersion) {
    throw forbiddenOption(
      'resourceVersionMatch',
      'resourceVersionMatch is forbidden unless resourceVersion is provided',
    )
  }
  if (match !== 'Exact' && match !== 'NotOlderThan') {
    const supported = 'supported values: "Exact", "NotOlderThan", ""'
    throw invalidOption('resourceVersionMatch', 'FieldValueNotSupported', `Unsupported value: "${match}": ${supported}`)
  }
  if (match === 'Exact' && query.resourceVersion === '0') {
    throw forbiddenOption('resourceVersionMatch', 'resourceVersionMatch "exact" is forbidden for resourceVersion "0"')
  }
}

export function forbiddenOption(field: string, message: string): Error {
  return invalidOption(field, 'FieldValueForbidden', `Forbidden: ${message}`)
}

function invalidOption(field: string, reason: string, message: string): Error {
  const causes: StatusCause[] = [{ reason, message, field }]
  return failure({
    code: 422,
    reason: 'Invalid',
    message: `ListOptions.meta.k8s.io "" is invalid: ${field}: ${message}`,
    details: { group: 'meta.k8s.io', kind: 'ListOptions', causes },
  })
}
