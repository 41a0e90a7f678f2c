import { randomBytes } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'
import { z } from 'zod'

export const signInSchema = z.object({ email: z.email(), password: z.string().min(12) })
export type SignIn = z.infer<typeof signInSchema>

const secretsSchema = z.object({ sessionSecret: z.string().min(32) })
type Secrets = z.infer<typeof secretsSchema>

/** Reads a file that only its owner may read, or makes it: what is secret in the lab is random and stays the same. */
function keep<Value>(path: string, schema: z.ZodType<Value>, create: () => Value): Value {
  if (existsSync(path)) {
    const parsed = schema.safeParse(JSON.parse(readFileSync(path, 'utf8')))
    if (parsed.success) return parsed.data
  }
  const created = create()
  mkdirSync(dirname(path), { recursive: true })
  writeFileSync(path, `${JSON.stringify(created, null, 2)}\n`, { mode: 0o600 })
  return created
}

/** How the first administrator of this lab signs in. */
export function keepSignIn(path: string): SignIn {
  return keep(path, signInSchema, () => ({
    email: 'admin@patchboard.example',
    password: randomBytes(12).toString('base64url'),
  }))
}

export function keepSecrets(path: string): Secrets {
  return keep(path, secretsSchema, () => ({ sessionSecret: randomBytes(48).toString('base64url') }))
}
