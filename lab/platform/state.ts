import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { z } from 'zod'
import { type Snapshot, snapshotSchema } from './cluster/snapshot'
import type { PlatformOptions } from './options'

const activationSchema = z.object({
  scenario: z.string(),
  target: z.string(),
  option: z.string(),
  sinceMs: z.number(),
  untilMs: z.number().optional(),
})

const birthSchema = z.object({ bornMs: z.number() })

const stateSchema = z.object({
  /** Which world this is the state of; another one starts afresh. */
  world: z.string(),
  activations: z.array(activationSchema),
  cluster: snapshotSchema,
})
export type PlatformState = z.infer<typeof stateSchema> & { cluster: Snapshot }

const birthFile = (stateDir: string) => join(stateDir, 'birth.json')
const stateFile = (stateDir: string) => join(stateDir, 'state.json')

export const sourceFaultsFile = (stateDir: string): string => join(stateDir, 'source-faults.json')

/** Names the world that options make, so that a state is never applied to another. */
export function worldName({ seed, tenants, pods, region }: PlatformOptions): string {
  return `seed ${seed}, ${tenants} tenants, ${pods} pods, region ${region}`
}

function readJson(path: string): unknown {
  try {
    return JSON.parse(readFileSync(path, 'utf8'))
  } catch {
    return undefined
  }
}

function writeJson(path: string, value: unknown): void {
  mkdirSync(dirname(path), { recursive: true })
  writeFileSync(`${path}.new`, JSON.stringify(value))
  renameSync(`${path}.new`, path)
}

/**
 * When this lab was first started. Whoever comes first, the back-fill or the platform, writes it down, so that both
 * speak of the same pods and the same week.
 */
export function keepBirth(stateDir: string, nowMs: number): number {
  const known = birthSchema.safeParse(readJson(birthFile(stateDir)))
  if (known.success) return known.data.bornMs
  // Whole seconds, as the API's times are.
  const bornMs = Math.floor(nowMs / 1000) * 1000
  writeJson(birthFile(stateDir), { bornMs })
  return bornMs
}

/** What the last run left behind for this world, or undefined. */
export function loadState(stateDir: string, world: string): PlatformState | undefined {
  const parsed = stateSchema.safeParse(readJson(stateFile(stateDir)))
  return parsed.success && parsed.data.world === world ? parsed.data : undefined
}

export function saveState(stateDir: string, state: PlatformState): void {
  writeJson(stateFile(stateDir), state)
}
