import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'

type Entry = {
  version?: string
  resolved?: string
  optional?: boolean
  dependencies?: Record<string, string>
  optionalDependencies?: Record<string, string>
}

const root = join(import.meta.dirname, '..')
const readJson = (path: string) => JSON.parse(readFileSync(join(root, path), 'utf8'))
const packages: Record<string, Entry> = readJson('package-lock.json').packages

/** Whether a package that lies at `from` would find `name`, going up from folder to folder as Node does. */
function isFound(from: string, name: string): boolean {
  if (packages[`${from ? `${from}/` : ''}node_modules/${name}`]) return true
  if (from === '') return false
  const up = from.lastIndexOf('/node_modules/')
  return isFound(up < 0 ? '' : from.slice(0, up), name)
}

describe('package-lock.json', () => {
  it('asks for what package.json asks for', () => {
    const { dependencies, devDependencies } = readJson('package.json')
    expect(packages['']).toMatchObject({ dependencies, devDependencies })
  })

  // A lock file that was written where a registry serves one platform only lacks the others', and `npm ci` refuses it
  // everywhere: "Missing: … from lock file".
  it('names the packages of every platform', () => {
    const missing = Object.entries(packages).flatMap(([path, entry]) =>
      Object.keys({ ...entry.dependencies, ...entry.optionalDependencies })
        .filter((name) => !isFound(path, name))
        .map((name) => `${name} (of ${path})`),
    )
    expect(missing).toEqual([])
  })

  it('names no registry, so that each machine uses its own', () => {
    expect(Object.values(packages).filter((entry) => entry.resolved !== undefined)).toEqual([])
  })
})
