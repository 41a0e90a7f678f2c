import { AppError } from '@/lib/errors'
import { type StreamedBody, streamedBody } from './streamed-body'

/** What tools call a table of text or a workbook, and what they call any file. No page of another site can send one of these unasked (CSRF). */
const fileTypes: ReadonlySet<string> = new Set([
  'text/csv',
  'text/tab-separated-values',
  'application/csv',
  'application/vnd.ms-excel',
  'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  'application/octet-stream',
])

function mediaType(request: Request): string {
  return (request.headers.get('content-type') ?? '').split(';', 1)[0]?.trim().toLowerCase() ?? ''
}

export function isJsonBody(request: Request): boolean {
  return mediaType(request) === 'application/json'
}

/** A body that is a file itself, as a stream. Throws `unsupported-media-type` for any other, such as a form, and says what to send. */
export function fileBody(request: Request): StreamedBody {
  const type = mediaType(request)
  if (fileTypes.has(type)) return streamedBody(request)
  const action = 'Send the file itself as the body, with Content-Type: text/csv (curl: -T file.csv, not -F).'
  if (type === 'multipart/form-data') {
    throw new AppError('unsupported-media-type', 'The file came inside a form (multipart/form-data).', { action })
  }
  throw new AppError('unsupported-media-type', `A body of ${type || 'no content type'} is not taken.`, { action })
}

function decoded(text: string): string | null {
  try {
    return decodeURIComponent(text)
  } catch {
    return null
  }
}

/** The name of a file by Content-Disposition (RFC 6266), without folders; null when it says none that can be read. */
export function dispositionFileName(request: Request): string | null {
  const header = request.headers.get('content-disposition') ?? ''
  const extended = /;\s*filename\*\s*=\s*utf-8'[^']*'([^;\s]+)/i.exec(header)?.[1]
  const plain = /;\s*filename\s*=\s*(?:"((?:[^"\\]|\\.)*)"|([^;\s"]+))/i.exec(header)
  const quoted = plain?.[1]?.replace(/\\(.)/g, '$1') ?? plain?.[2]
  const name = (extended ? decoded(extended) : null) ?? quoted ?? ''
  return name.split(/[\\/]/).at(-1)?.trim() || null
}
