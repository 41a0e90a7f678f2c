import { badRequest } from './status'

/** What a `continue` token says: carry on at `start` in the state of `resourceVersion` (-1: in today's state). */
export interface ContinueToken {
  resourceVersion: number
  /** The key after which to go on, with the server's trailing NUL, relative to the list's prefix. */
  start: string
}

const tokenVersion = 'meta.k8s.io/v1'

/** base64url without padding over `{"v":…,"rv":…,"start":…}`, as the API server writes it. */
export function encodeContinue({ resourceVersion, start }: ContinueToken): string {
  return Buffer.from(JSON.stringify({ v: tokenVersion, rv: resourceVersion, start })).toString('base64url')
}

/** Throws a 400 Status for anything the API server would not have written. */
export function decodeContinue(token: string): ContinueToken {
  try {
    const { v, rv, start }: Record<string, unknown> = JSON.parse(Buffer.from(token, 'base64url').toString('utf8'))
    if (v === tokenVersion && typeof rv === 'number' && rv !== 0 && typeof start === 'string' && start !== '') {
      return { resourceVersion: rv, start }
    }
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error
  }
  throw badRequest('continue key is not valid: encoded continue token has unknown format')
}

/** Lists answered from the watch cache write a leading slash, lists answered by etcd (events) do not. */
export function startAfter(relativeKey: string, watchCached: boolean): string {
  return `${watchCached ? '/' : ''}${relativeKey}\0`
}

/** The last key of the page before, relative to the list's prefix, from either form. */
export function keyBefore(start: string): string {
  return start.replace(/^\//, '').replace(/\0$/, '')
}

export interface Page<T> {
  items: T[]
  /** Items after this page; undefined when the page is the last. */
  remaining?: number
}

/** One page of entries sorted by key. `after` need not exist any more. `limit` 0 means all. */
export function takePage<T>(
  sorted: readonly T[],
  keyOf: (item: T) => string,
  after: string | undefined,
  limit: number,
): Page<T> {
  const from = after === undefined ? 0 : firstIndexAfter(sorted, keyOf, after)
  const to = limit > 0 ? from + limit : sorted.length
  const items = sorted.slice(from, to)
  return to < sorted.length ? { items, remaining: sorted.length - to } : { items }
}

function firstIndexAfter<T>(sorted: readonly T[], keyOf: (item: T) => string, key: string): number {
  let low = 0
  let high = sorted.length
  while (low < high) {
    const middle = (low + high) >>> 1
    const item = sorted[middle]
    if (item !== undefined && keyOf(item) <= key) low = middle + 1
    else high = middle
  }
  return low
}
