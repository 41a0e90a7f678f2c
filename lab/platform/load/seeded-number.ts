/**
 * Numbers that follow from a seed and a name, not from the order of calls: two processes that ask for the same name get
 * the same number, which is what lets back-filled history and live series join.
 */

/** FNV-1a over the text, started from `start`, so that hashes can be chained. */
export function hashText(text: string, start = 0x811c9dc5): number {
  let hash = start
  for (let index = 0; index < text.length; index++) {
    hash = Math.imul(hash ^ text.charCodeAt(index), 0x01000193)
  }
  return hash >>> 0
}

/** Spreads a hash over all 32 bits (the finalizer of MurmurHash3): FNV alone leaves neighbours alike. */
export function mixHash(hash: number): number {
  let mixed = hash
  mixed = Math.imul(mixed ^ (mixed >>> 16), 0x85ebca6b)
  mixed = Math.imul(mixed ^ (mixed >>> 13), 0xc2b2ae35)
  return (mixed ^ (mixed >>> 16)) >>> 0
}

/** A number from 0 up to, not including, 1. */
export function unitNumber(seed: number, name: string): number {
  return mixHash(hashText(name, (seed ^ 0x811c9dc5) >>> 0)) / 0x1_0000_0000
}

/** A number between two others. */
export function numberBetween(seed: number, name: string, low: number, high: number): number {
  return low + (high - low) * unitNumber(seed, name)
}

/** A whole number from 0 up to, not including, `count`. */
export function indexBelow(seed: number, name: string, count: number): number {
  return Math.floor(unitNumber(seed, name) * count)
}

/** Characters that the API server uses in generated names: no vowels, nothing that reads as another. */
const nameAlphabet = 'bcdfghjklmnpqrstvwxz2456789'

/** A suffix as in generated object names. */
export function nameSuffix(seed: number, name: string, length: number): string {
  return Array.from(
    { length },
    (_, index) => nameAlphabet[indexBelow(seed, `${name}/${index}`, nameAlphabet.length)],
  ).join('')
}

/** A version 4 UUID. */
export function seededUuid(seed: number, name: string): string {
  const hex = Array.from({ length: 4 }, (_, index) =>
    mixHash(hashText(`${name}/${index}`, (seed ^ 0x811c9dc5) >>> 0))
      .toString(16)
      .padStart(8, '0'),
  ).join('')
  const variant = ((Number.parseInt(hex[16] ?? '0', 16) & 0x3) | 0x8).toString(16)
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-${variant}${hex.slice(17, 20)}-${hex.slice(20, 32)}`
}
