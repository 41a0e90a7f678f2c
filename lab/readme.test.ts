import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import type { z } from 'zod'
import { envSchema } from '@/lib/env/schema'

const root = join(import.meta.dirname, '..')
const read = (path: string) => readFileSync(join(root, path), 'utf8')

/** Rows of the README's configuration table: variable, default, meaning. */
const rows = [...read('README.md').matchAll(/^\| +`([A-Z_]+)` +\| +(.+?) +\| +(.+?) +\|$/gm)].map(
  ([, name, fallback, meaning]) => ({
    name: name ?? '',
    fallback: fallback ?? '',
    meaning: meaning ?? '',
  }),
)
const variables = Object.entries(envSchema.shape) as [string, z.ZodType][]

describe('the configuration table of the README', () => {
  it('has every variable once, in the order of the schema', () => {
    expect(rows.map((row) => row.name)).toEqual(variables.map(([name]) => name))
  })

  it.each(variables)('says the default of %s', (name, schema) => {
    const row = rows.find((found) => found.name === name)
    const unset = schema.safeParse(undefined)
    if (!unset.success) expect(row?.fallback).toBe('required')
    else if (unset.data !== undefined) expect(row?.fallback).toBe(`\`${unset.data}\``)
    else expect(row?.fallback).not.toMatch(/`|required/)
  })
})

describe('.env.example', () => {
  const lines = read('.env.example').split('\n')
  const names = lines.flatMap((line) => /^(?:# )?([A-Z_]+)=/.exec(line)?.[1] ?? [])

  it('has every variable once', () => {
    expect([...names].sort()).toEqual(variables.map(([name]) => name).sort())
  })

  it('leaves no variable unset that is required', () => {
    for (const [name, schema] of variables) {
      if (!schema.safeParse(undefined).success) expect(lines.some((line) => line.startsWith(`${name}=`))).toBe(true)
    }
  })
})

describe('the documents', () => {
  const { scripts } = JSON.parse(read('package.json')) as { scripts: Record<string, string> }

  it.each(['README.md', 'CONTRIBUTING.md'])('%s names only commands that exist', (path) => {
    const named = [...read(path).matchAll(/npm (?:run (?:--silent )?)?(test|start|[a-z:-]+)(?= --|`| +#|$)/gm)]
    const commands = named.map(([, name]) => name ?? '').filter((name) => name !== 'ci')
    expect(commands.length).toBeGreaterThan(3)
    expect(commands.filter((name) => !(name in scripts))).toEqual([])
  })

  it.each(['README.md', 'CONTRIBUTING.md'])('%s links only to files that exist', (path) => {
    const linked = [...read(path).matchAll(/\]\(([^)#:]+)\)/g)].map(([, target]) => target ?? '')
    expect(linked.filter((target) => !existsSync(join(root, target)))).toEqual([])
  })
})
