import { createHash } from 'node:crypto'

/** A generator of version 4 UUIDs that repeats for the same seed, so that two runs of the lab hold the same objects. */
export function createSeededUids(seed: number): () => string {
  let count = 0
  return () => {
    count += 1
    const hex = createHash('sha256').update(`${seed}/${count}`).digest('hex')
    // RFC 9562: version 4 in the third group; the first digit of the fourth is 8, 9, a or b.
    const variant = '89ab'[Number.parseInt(hex[16] ?? '0', 16) % 4]
    return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-${variant}${hex.slice(17, 20)}-${hex.slice(20, 32)}`
  }
}
