/**
 * Whole lines of a byte stream, as many at a time as arrive together (none, when a piece ends no line: a sign of life all the
 * same). What follows the last line break is dropped at the end: half a line is no event. Throws RangeError when a line grows
 * past `maxBytes`.
 */
export async function* splitLines(stream: AsyncIterable<Uint8Array>, maxBytes: number): AsyncGenerator<string[]> {
  let pending: Uint8Array[] = []
  let pendingBytes = 0
  for await (const chunk of stream) {
    const end = chunk.lastIndexOf(0x0a)
    if (end === -1) {
      pending.push(chunk)
      pendingBytes += chunk.byteLength
      if (pendingBytes > maxBytes) throw new RangeError(`a line is longer than ${maxBytes} bytes`)
      yield []
      continue
    }
    const text = Buffer.concat([...pending, chunk.subarray(0, end)]).toString('utf8')
    pending = end + 1 < chunk.byteLength ? [chunk.subarray(end + 1)] : []
    pendingBytes = chunk.byteLength - end - 1
    yield text.split('\n').filter((line) => line.trim() !== '')
  }
}
