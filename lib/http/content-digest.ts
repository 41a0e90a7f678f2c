/** The algorithms of RFC 9530 that are looked at, with the bytes of their digests; the others of its registry are unsafe. */
const digestBytes = { 'sha-256': 32, 'sha-512': 64 } as const
export type DigestAlgorithm = keyof typeof digestBytes

export type Digest = { algorithm: DigestAlgorithm; hex: string }

const isKnown = (name: string): name is DigestAlgorithm => Object.hasOwn(digestBytes, name)

/** A digest as the fields Content-Digest and Repr-Digest have it. */
export function formatDigest({ algorithm, hex }: Digest): string {
  const bytes = hex.match(/../g)?.map((pair) => Number.parseInt(pair, 16)) ?? []
  return `${algorithm}=:${btoa(String.fromCharCode(...bytes))}:`
}

const memberPattern = /^[ \t]*([a-z*][a-z0-9_.*-]*)=:([A-Za-z0-9+/]+={0,2}):[ \t]*$/

function toHex(base64: string): string | null {
  try {
    return Array.from(atob(base64), (byte) => byte.charCodeAt(0).toString(16).padStart(2, '0')).join('')
  } catch {
    return null
  }
}

/**
 * The digests that such a field names, without those of algorithms that are not known here; null when it is not written as RFC 9530
 * has it.
 */
export function parseDigests(field: string): Digest[] | null {
  const digests: Digest[] = []
  for (const member of field.split(',')) {
    const [, algorithm = '', base64 = ''] = memberPattern.exec(member) ?? []
    const hex = toHex(base64)
    if (!algorithm || !hex) return null
    if (!isKnown(algorithm)) continue
    if (hex.length !== digestBytes[algorithm] * 2) return null
    digests.push({ algorithm, hex })
  }
  return digests
}
