import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { dirname, join, relative } from 'node:path'

type Filter = (path: string) => boolean

function filesBelow(path: string, keep: Filter): string[] {
  if (!existsSync(path)) return []
  if (!statSync(path).isDirectory()) return keep(path) ? [path] : []
  return readdirSync(path)
    .map((name) => join(path, name))
    .filter(keep)
    .flatMap((child) => filesBelow(child, keep))
}

/** One hash over names and contents of `paths` (files or folders, relative to `root`); a path that is not there counts too. */
export function hashOf(root: string, paths: readonly string[], keep: Filter = () => true): string {
  const hash = createHash('sha256')
  for (const path of [...paths].sort()) {
    hash.update(`${path}\0`)
    for (const file of filesBelow(join(root, path), keep).sort()) {
      const content = readFileSync(file)
      hash.update(`${relative(root, file)}\0${content.length}\0`).update(content)
    }
  }
  return hash.digest('hex')
}

/** Whether the work that leaves `stampPath` behind was last done for this very hash. */
export function isStamped(stampPath: string, hash: string): boolean {
  return existsSync(stampPath) && readFileSync(stampPath, 'utf8').trim() === hash
}

export function writeStamp(stampPath: string, hash: string): void {
  mkdirSync(dirname(stampPath), { recursive: true })
  writeFileSync(stampPath, `${hash}\n`)
}
