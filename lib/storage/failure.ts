import { AppError } from '@/lib/errors'

export const storageFailures = ['unreachable', 'full', 'missing', 'refused'] as const
export type StorageFailure = (typeof storageFailures)[number]

const texts: Readonly<Record<StorageFailure, { code: AppError['code']; message: string; action: string }>> = {
  unreachable: {
    code: 'unavailable',
    message: 'The storage cannot be reached, so nothing was changed.',
    action: 'Everything else works. Try again when the storage answers.',
  },
  full: {
    code: 'unavailable',
    message: 'The storage is full, so the file was not kept.',
    action: 'Files that are there can still be read. Ask whoever runs the storage to make room, then try again.',
  },
  missing: {
    code: 'not-found',
    message: 'The storage no longer has this file.',
    action: 'Somebody removed it outside of this console. Upload it again.',
  },
  refused: {
    code: 'upstream-failed',
    message: 'The storage refuses the console.',
    action: 'Check the STORAGE_* settings: keys, the bucket or container, and what they permit.',
  },
}

/** Under which an error says which of the four failures it is. */
const mark = Symbol.for('patchboard.storageFailure')

/** An AppError for a failed storage. `cause` goes to the log only. */
export function storageError(failure: StorageFailure, cause: unknown, timedOut = false): AppError {
  const { code, message, action } = texts[failure]
  const kind = failure === 'unreachable' ? (timedOut ? 'timeout' : 'network') : 'http'
  const error = new AppError(code, message, {
    action,
    cause,
    // A missing file is an answer; the other three are the storage's own trouble.
    ...(failure === 'missing' ? {} : { upstream: { source: 'storage', region: 'console', kind } }),
  })
  return Object.assign(error, { [mark]: failure })
}

/** Which failure of the storage it is; null for any other error. */
export function storageFailure(error: unknown): StorageFailure | null {
  if (typeof error !== 'object' || error === null || !(mark in error)) return null
  return storageFailures.find((failure) => failure === error[mark]) ?? null
}

/** System calls and sockets. */
const failureByCode: Readonly<Record<string, StorageFailure>> = {
  ENOSPC: 'full',
  EDQUOT: 'full',
  // A limit of the file system or of the process on the size of one file.
  EFBIG: 'full',
  ENOENT: 'missing',
  EACCES: 'refused',
  EPERM: 'refused',
  EROFS: 'refused',
  ENOTDIR: 'refused',
  EISDIR: 'refused',
  EEXIST: 'refused',
  ELOOP: 'refused',
  EIO: 'unreachable',
  ESTALE: 'unreachable',
  ETIMEDOUT: 'unreachable',
  EHOSTDOWN: 'unreachable',
  EHOSTUNREACH: 'unreachable',
  ENETUNREACH: 'unreachable',
  ECONNREFUSED: 'unreachable',
  ECONNRESET: 'unreachable',
  ENOTFOUND: 'unreachable',
  EAI_AGAIN: 'unreachable',
  EPIPE: 'unreachable',
}

/** By the `code` of a system error, looking down its causes; null when none is known. */
export function failureOfCode(error: unknown): StorageFailure | null {
  for (let link = error, depth = 0; typeof link === 'object' && link !== null && depth < 5; depth += 1) {
    const { code, cause } = link as { code?: unknown; cause?: unknown }
    const failure = typeof code === 'string' ? failureByCode[code] : undefined
    if (failure) return failure
    link = cause
  }
  return null
}

/** By an HTTP status, when the storage gave no code of its own. A 404 is not decided here: it may be the bucket that is missing. */
export function failureOfStatus(status: number | undefined): StorageFailure | null {
  if (status === undefined) return null
  if (status === 507) return 'full'
  if (status >= 500 || status === 429 || status === 408) return 'unreachable'
  return status >= 400 ? 'refused' : null
}
