import { mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

/** More than anybody reads; a lab that runs for weeks must not fill the disk. */
const maxKept = 500

/** Keeps a message as a file that any mail program opens. Files sort by age; the oldest go. Returns the file's path. */
export function keepMessage(folder: string, data: string, now: Date): string {
  mkdirSync(folder, { recursive: true })
  const kept = readdirSync(folder)
    .filter((name) => name.endsWith('.eml'))
    .sort()
  for (const name of kept.slice(0, Math.max(0, kept.length - maxKept + 1))) rmSync(join(folder, name), { force: true })
  const time = now.toISOString().replaceAll(':', '-')
  const taken = kept.filter((name) => name.startsWith(time)).length
  const path = join(folder, `${time}-${taken}.eml`)
  writeFileSync(path, data)
  return path
}
