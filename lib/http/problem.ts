import { z } from 'zod'
import { AppError, type ErrorCode, errorCodes, upstreamFailureKinds, upstreamSources } from '@/lib/errors'

const statusByCode: Readonly<Record<ErrorCode, number>> = {
  'invalid-input': 400,
  unauthenticated: 401,
  forbidden: 403,
  'not-found': 404,
  conflict: 409,
  'precondition-required': 428,
  'payload-too-large': 413,
  'unsupported-media-type': 415,
  'rate-limited': 429,
  'upstream-failed': 502,
  unavailable: 503,
  configuration: 500,
  internal: 500,
}

const titleByCode: Readonly<Record<ErrorCode, string>> = {
  'invalid-input': 'The request has a mistake in it',
  unauthenticated: 'Not signed in',
  forbidden: 'Not permitted',
  'not-found': 'Not found',
  conflict: 'Changed by someone else',
  'precondition-required': 'Version missing',
  'payload-too-large': 'Too large',
  'unsupported-media-type': 'Sent in another form than is taken',
  'rate-limited': 'Too many requests',
  'upstream-failed': 'A source failed',
  unavailable: 'Not available now',
  configuration: 'Wrong configuration',
  internal: 'Something went wrong in the console',
}

/** RFC 9457 body. `requestId` is also in the log line of the same request. */
export const problemSchema = z.object({
  type: z.string(),
  title: z.string(),
  status: z.number().int(),
  detail: z.string(),
  code: z.enum(errorCodes),
  requestId: z.string(),
  action: z.string().optional(),
  fields: z.array(z.object({ path: z.string(), message: z.string() })).optional(),
  upstream: z
    .object({
      source: z.enum(upstreamSources),
      region: z.string(),
      kind: z.enum(upstreamFailureKinds),
      httpStatus: z.number().int().optional(),
    })
    .optional(),
})
export type Problem = z.infer<typeof problemSchema>

/** Maps any thrown value to a problem. What is not an AppError never leaks its message. */
export function toProblem(error: unknown, requestId: string): Problem {
  const known =
    error instanceof AppError
      ? error
      : new AppError('internal', 'The console failed to answer. The log has the details under this request id.')
  return {
    type: `urn:patchboard:problem:${known.code}`,
    title: titleByCode[known.code],
    status: statusByCode[known.code],
    detail: known.message,
    code: known.code,
    requestId,
    ...(known.action ? { action: known.action } : {}),
    ...(known.fields ? { fields: known.fields } : {}),
    ...(known.upstream ? { upstream: known.upstream } : {}),
  }
}
