/** The closed list of things that can go wrong. `lib/http/problem.ts` maps each to one HTTP status. */
export const errorCodes = [
  'invalid-input',
  'unauthenticated',
  'forbidden',
  'not-found',
  'conflict',
  'precondition-required',
  'payload-too-large',
  'unsupported-media-type',
  'rate-limited',
  'upstream-failed',
  'unavailable',
  'configuration',
  'internal',
] as const
export type ErrorCode = (typeof errorCodes)[number]

export const upstreamFailureKinds = ['timeout', 'network', 'http', 'parse'] as const
export type UpstreamFailureKind = (typeof upstreamFailureKinds)[number]

export const upstreamSources = [
  'prometheus',
  'alertmanager',
  'pushgateway',
  'kubernetes',
  'postgresql',
  'portal',
  'storage',
] as const

/** What failed upstream. `httpStatus` only for kind `http`. */
export type UpstreamFailure = {
  source: (typeof upstreamSources)[number]
  region: string
  kind: UpstreamFailureKind
  httpStatus?: number
}

export type FieldIssue = { path: string; message: string }

type AppErrorOptions = {
  /** What the reader can do about it; shown as is. */
  action?: string
  fields?: FieldIssue[]
  upstream?: UpstreamFailure
  cause?: unknown
}

const brand = Symbol.for('patchboard.AppError')

/**
 * The one error class. `message` is written for the person who reads the screen: it never carries
 * secrets, stack traces or upstream bodies. Those travel in `cause`, which only the log sees.
 */
export class AppError extends Error {
  readonly code: ErrorCode
  readonly action?: string
  readonly fields?: FieldIssue[]
  readonly upstream?: UpstreamFailure
  readonly [brand] = true

  /**
   * Next bundles each route on its own, so one process holds several copies of this class, and what is shared in a process (a
   * client, a feed) throws the copy of whoever made it first. The brand makes all copies one.
   */
  static override [Symbol.hasInstance](value: unknown): boolean {
    return typeof value === 'object' && value !== null && brand in value
  }

  constructor(code: ErrorCode, message: string, options: AppErrorOptions = {}) {
    super(message, { cause: options.cause })
    this.name = 'AppError'
    this.code = code
    this.action = options.action
    this.fields = options.fields
    this.upstream = options.upstream
  }
}

/** Narrows to an upstream failure; every infrastructure client throws only these. */
export function isUpstreamError(error: unknown): error is AppError & { upstream: UpstreamFailure } {
  return error instanceof AppError && error.upstream !== undefined
}
