import { createHash } from 'node:crypto'
import { AppError } from '@/lib/errors'
import { type Digest, formatDigest, parseDigests } from './content-digest'

/** Of a body without a content coding both fields say the same. */
const fields = ['Content-Digest', 'Repr-Digest'] as const

type Claim = Digest & { field: string }

const example = 'sha-256=:47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=:'

function claimsOf(headers: Headers): Claim[] {
  return fields.flatMap((field) => {
    const value = headers.get(field)
    if (value === null) return []
    const digests = parseDigests(value)
    if (digests === null) {
      throw new AppError('invalid-input', `${field} is not written as in ${example}.`, { action: 'See RFC 9530.' })
    }
    if (digests.length === 0) {
      throw new AppError('invalid-input', `${field} names no algorithm that is checked here.`, {
        action: 'Say sha-256 or sha-512, or leave the field out.',
      })
    }
    return digests.map((digest) => ({ ...digest, field }))
  })
}

export type BodyDigest = {
  update: (chunk: Uint8Array) => void
  /** Call once, after the last chunk. Throws `invalid-input` when another body arrived than was sent. */
  verify: () => void
}

/** Holds a body against what its request says of it. Throws `invalid-input` when that cannot be understood. */
export function bodyDigest(headers: Headers): BodyDigest {
  const claims = claimsOf(headers).map((claim) => ({ ...claim, hash: createHash(claim.algorithm.replace('-', '')) }))
  return {
    update: (chunk) => {
      for (const { hash } of claims) hash.update(chunk)
    },
    verify: () => {
      for (const { field, algorithm, hex, hash } of claims) {
        const arrived = hash.digest('hex')
        if (arrived === hex) continue
        const [said, found] = [hex, arrived].map((digest) => formatDigest({ algorithm, hex: digest }))
        throw new AppError(
          'invalid-input',
          `Other bytes arrived than were sent: ${field} says ${said}, and what arrived is ${found}.`,
          {
            action: 'Send it again. If that does not help, look for a proxy in between that changes what it passes on.',
          },
        )
      }
    },
  }
}
