import { AppError } from '@/lib/errors'

/**
 * The row version a change was made on: from `If-Match: "3"`, else what the body says. Throws `precondition-required` when
 * neither does, so that nobody overwrites what they have not seen, and `invalid-input` for a header that is no version.
 */
export function requiredVersion(request: Request, fromBody?: number): number {
  const header = request.headers.get('if-match')
  if (header === null) {
    if (fromBody !== undefined) return fromBody
    throw new AppError('precondition-required', 'Say which version you change.', {
      action: 'Send the version you read, as If-Match or in the body.',
    })
  }
  const version = /^(?:W\/)?"?(\d{1,9})"?$/.exec(header.trim())?.[1]
  if (version === undefined) throw new AppError('invalid-input', 'If-Match must be a version such as "3".')
  return Number(version)
}
