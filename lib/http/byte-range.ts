/** Both ends count from 0 and are inside. */
export type RequestedRange = { start: number; end: number }

/**
 * The one range that a Range header asks of a body, as RFC 9110 reads it. Null: the whole body, also for headers that are malformed or
 * ask for several parts, which a server may ignore.
 */
export function parseByteRange(header: string | null, sizeBytes: number): RequestedRange | 'unsatisfiable' | null {
  const [, first = '', last = ''] = /^bytes=(\d{0,15})-(\d{0,15})$/.exec(header?.trim() ?? '') ?? []
  if (first === '' && last === '') return null
  if (first === '') {
    const length = Math.min(Number(last), sizeBytes)
    return length === 0 ? 'unsatisfiable' : { start: sizeBytes - length, end: sizeBytes - 1 }
  }
  const start = Number(first)
  if (last !== '' && Number(last) < start) return null
  if (start >= sizeBytes) return 'unsatisfiable'
  return { start, end: last === '' ? sizeBytes - 1 : Math.min(Number(last), sizeBytes - 1) }
}
