import { z } from 'zod'
import { AppError } from '@/lib/errors'
import { type Env, envSchema } from './schema'

/** `FOO=` in a container manifest means "not set", so blank values are dropped before parsing. */
function withoutBlanks(raw: Record<string, string | undefined>): Record<string, string> {
  const kept: Record<string, string> = {}
  for (const [name, value] of Object.entries(raw)) {
    if (value !== undefined && value.trim() !== '') kept[name] = value
  }
  return kept
}

function describeIssue(issue: z.core.$ZodIssue, given: Record<string, string>): { path: string; message: string } {
  const name = String(issue.path[0] ?? '')
  const problem = given[name] === undefined ? 'is not set' : issue.message
  const shape = envSchema.shape as Record<string, z.ZodType>
  const example = shape[name]?.meta()?.example
  const suffix = typeof example === 'string' ? ` For example: ${name}=${example}` : ''
  return { path: name, message: `${name}: ${problem}.${suffix}` }
}

function parseWith<Schema extends z.ZodType>(
  schema: Schema,
  raw: Record<string, string | undefined>,
): z.output<Schema> {
  const given = withoutBlanks(raw)
  const parsed = schema.safeParse(given)
  if (parsed.success) return parsed.data
  const fields = parsed.error.issues.map((issue) => describeIssue(issue, given))
  throw new AppError('configuration', fields.map((field) => field.message).join('\n'), { fields })
}

/**
 * Parses environment variables. Pure: takes the record, so tests need no process.
 * Throws AppError `configuration` that names each refused variable, its problem and an example.
 */
export function parseEnv(raw: Record<string, string | undefined>): Env {
  return parseWith(envSchema, raw)
}

/** The same for commands that need a few variables only (migrations, the first administrator). */
export function parseEnvPart<Name extends keyof Env>(
  raw: Record<string, string | undefined>,
  names: readonly Name[],
): Pick<Env, Name> {
  const shape: Record<string, z.ZodType> = Object.fromEntries(names.map((name) => [name, envSchema.shape[name]]))
  return parseWith(z.object(shape), raw) as Pick<Env, Name>
}

let cached: Env | undefined

/** The process's configuration, parsed once on first use (a build must not need it). */
export function env(): Env {
  cached ??= parseEnv(process.env)
  return cached
}

/** A few variables of the process, for commands and rooms that must work where the rest is not set. */
export function envPart<Name extends keyof Env>(names: readonly Name[]): Pick<Env, Name> {
  return parseEnvPart(process.env, names)
}
