import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { dirname, join, relative, resolve } from 'node:path'
import { describe, expect, it } from 'vitest'

const root = join(import.meta.dirname, '..')

/**
 * Heavy, and needed only once somebody acts or an answer comes: loaded by `import()` or next/dynamic. A package stands for its
 * parts too; of Radix only what opens over the page is meant, not what stands in it (tabs).
 */
const late: readonly string[] = [
  'zod',
  'react-hook-form',
  '@hookform/resolvers',
  'cmdk',
  'radix-ui/alert-dialog',
  'radix-ui/dialog',
  'radix-ui/dropdown-menu',
  'radix-ui/popover',
  'radix-ui/select',
  'radix-ui/toast',
  'radix-ui/tooltip',
  'recharts',
  '@tanstack/react-virtual',
  'lib/catalogue/services.ts',
]

/** Imports that stay when types are gone: `import … from`, `import '…'`, `export … from`. Those inside `import()` come later. */
const staticImport =
  /^(?:import\s+(?!type\b)(?:[\w*{}\s,$]+?\sfrom\s+)?|export\s+(?:\*|\{[^}]*\})(?:\s+as\s+\w+)?\s+from\s+)'([^']+)'/gm

type Module = { inBrowser: boolean; imports: string[] }

function fileOf(specifier: string, from: string): string | null {
  const base = specifier.startsWith('@/')
    ? join(root, specifier.slice(2))
    : specifier.startsWith('.')
      ? resolve(dirname(join(root, from)), specifier)
      : null
  const file = base && ['.ts', '.tsx', ''].map((ending) => base + ending).find((path) => existsSync(path))
  return file ? relative(root, file) : null
}

function isLate(path: string): boolean {
  return late.some((part) => path === part || path.startsWith(`${part}/`))
}

const modules = new Map<string, Module>()

function moduleOf(path: string): Module {
  const known = modules.get(path)
  if (known) return known
  const source = /\.tsx?$/.test(path) ? readFileSync(join(root, path), 'utf8') : ''
  const imports = [...source.matchAll(staticImport)].map(([, specifier = '']) => fileOf(specifier, path) ?? specifier)
  const module = { inBrowser: source.startsWith("'use client'"), imports }
  modules.set(path, module)
  return module
}

/** The ways on which heavy parts get into what the browser loads with this file of the app: `page → view → schema → zod`. */
function heavyWays(entry: string): string[] {
  const seen = new Set<string>()
  const ways: string[] = []
  const walk = (path: string, inBrowser: boolean, way: readonly string[]) => {
    const here = [...way, path]
    if (inBrowser && isLate(path)) ways.push(here.join(' → '))
    if (seen.has(`${path} ${inBrowser}`) || !existsSync(join(root, path))) return
    seen.add(`${path} ${inBrowser}`)
    const module = moduleOf(path)
    for (const next of module.imports) walk(next, inBrowser || module.inBrowser, here)
  }
  walk(entry, false, [])
  return ways
}

const entries = readdirSync(join(root, 'app'), { recursive: true, encoding: 'utf8' })
  .filter((file) => /(?:^|\/)(?:page|layout|template|loading|error|not-found|global-error|default)\.tsx$/.test(file))
  .map((file) => join('app', file))

describe('the first load', () => {
  it.each(entries)('of %s has no part that can come later', (entry) => {
    expect(heavyWays(entry)).toEqual([])
  })

  it('is looked through down to the packages', () => {
    for (const entry of entries) heavyWays(entry)
    expect([...modules].filter(([, { imports }]) => imports.includes('@tanstack/react-query')).length).toBeGreaterThan(
      5,
    )
    expect(modules.get('components/ui/data-table/data-table.tsx')).toBeDefined()
  })
})
