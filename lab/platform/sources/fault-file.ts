import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'
import { z } from 'zod'

export const faultModes = [
  'none',
  'refused',
  'timeout',
  'http-500',
  'html',
  'half-json',
  'slow',
  'forbidden',
  'unauthorized',
  'wrong-version',
] as const
export const faultModeSchema = z.enum(faultModes)
export type FaultMode = z.infer<typeof faultModeSchema>

const fileSchema = z.record(z.string(), faultModeSchema)

/** The mode of each proxy by its name; none where the file is missing or not ours. */
export function readFaultModes(path: string): Record<string, FaultMode> {
  try {
    const parsed = fileSchema.safeParse(JSON.parse(readFileSync(path, 'utf8')))
    return parsed.success ? parsed.data : {}
  } catch {
    return {}
  }
}

export function writeFaultModes(path: string, modes: Readonly<Record<string, FaultMode>>): void {
  mkdirSync(dirname(path), { recursive: true })
  writeFileSync(`${path}.new`, `${JSON.stringify(modes)}\n`)
  renameSync(`${path}.new`, path)
}
