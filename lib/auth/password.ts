import 'server-only'
import { randomBytes } from 'node:crypto'
import { hash, type Options, verify } from '@node-rs/argon2'
import pLimit from 'p-limit'

/** OWASP's first choice for Argon2id: 19 MiB, two passes, one lane. The package's default variant is Argon2id. */
const cost: Options = { memoryCost: 19_456, timeCost: 2, parallelism: 1 }

/** Each computation holds 19 MiB: a storm of sign-ins waits in line instead of eating the memory. */
const limit = pLimit(4)

/** The password in Argon2id's text form, salt and cost included. */
export function hashPassword(password: string): Promise<string> {
  return limit(() => hash(password, cost))
}

let unknownHash: Promise<string> | undefined

/** The hash of a password that nobody knows, so that an unknown account costs the same work as a known one. */
function hashOfNobody(): Promise<string> {
  unknownHash ??= hashPassword(randomBytes(32).toString('base64'))
  return unknownHash
}

/**
 * True when the password belongs to the hash. With null (no such account, or one that may not sign in) the same work is
 * done and the answer is false, so that the time it takes tells nothing.
 */
export async function verifyPassword(passwordHash: string | null, password: string): Promise<boolean> {
  const nobody = await hashOfNobody()
  const matches = await limit(() => verify(passwordHash ?? nobody, password))
  return passwordHash !== null && matches
}

/** A password of 120 random bits, in groups that can be read out: `k3vq-…`. The letters l and o and the digits 0 and 1 look alike and are left out. */
export function generatePassword(): string {
  const alphabet = 'abcdefghijkmnpqrstuvwxyz23456789'
  const letters = [...randomBytes(24)].map((byte) => alphabet[byte % alphabet.length])
  return (letters.join('').match(/.{4}/g) ?? []).join('-')
}
