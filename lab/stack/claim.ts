import { mkdirSync, readdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { postgresFolders } from './parts/postgres-home'
import type { LabPaths } from './paths'
import { endGroup } from './processes'
import { OwnRunFile, type RunFile, readLiveRun, readRunFile } from './run-file'

/** The folder belongs to a stack that runs. */
export class AlreadyRunning extends Error {
  constructor(readonly run: RunFile) {
    super('The stack of this folder runs already.')
    this.name = 'AlreadyRunning'
  }
}

/** Ends what a supervisor that died without a word has left, its guard having died too. */
async function endLeftovers(run: RunFile, graceMs: number): Promise<void> {
  await Promise.all(
    run.parts.map((part) => endGroup(part, { signal: part.name === 'postgresql' ? 'SIGINT' : 'SIGTERM', graceMs })),
  )
}

/** Data of one stack; what was downloaded stays, and so do stacks in folders of their own below this one. */
function removeData(paths: LabPaths): void {
  const kept = new Set(['tools', 'test', 'bench'])
  for (const name of readdirSync(paths.folder)) {
    if (!kept.has(name)) rmSync(join(paths.folder, name), { recursive: true, force: true })
  }
  for (const folder of postgresFolders(paths)) rmSync(folder, { recursive: true, force: true })
}

/**
 * Makes this process the supervisor of the folder. Throws AlreadyRunning when another one lives; what a dead one left
 * behind is ended first. `fresh` empties the data.
 */
export async function claimFolder(
  paths: LabPaths,
  { fresh, graceMs = 8_000 }: { fresh: boolean; graceMs?: number },
): Promise<OwnRunFile> {
  mkdirSync(paths.logs, { recursive: true })
  const live = readLiveRun(paths.runFile)
  if (live) throw new AlreadyRunning(live)
  const dead = readRunFile(paths.runFile)
  if (dead) await endLeftovers(dead, graceMs)
  rmSync(paths.runFile, { force: true })
  if (fresh) removeData(paths)
  mkdirSync(paths.logs, { recursive: true })
  for (const name of readdirSync(paths.logs)) {
    // The packages were installed a moment ago, by the same start.
    if (name !== 'packages.log') rmSync(join(paths.logs, name), { force: true })
  }
  try {
    return OwnRunFile.claim(paths.runFile, new Date())
  } catch (error) {
    const winner = readLiveRun(paths.runFile)
    if (winner) throw new AlreadyRunning(winner)
    throw error
  }
}
