import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'

const pages = readdirSync(import.meta.dirname, { recursive: true, encoding: 'utf8' })
  .filter((file) => file.endsWith('page.tsx'))
  .map((file) => ({ file, source: readFileSync(join(import.meta.dirname, file), 'utf8') }))

/** The names that a page imports from where data is read. */
function readersIn(source: string): string[] {
  const imports = [...source.matchAll(/import \{([^}]*)\} from '@\/lib\/[\w-]+\/server\/[^']+'/g)]
  return imports.flatMap(([, names = '']) => names.split(',').map((name) => name.trim()))
}

/** A layout is no guard: whoever claims to have it already gets the page alone. */
describe('every page of the console', () => {
  it('is found', () => {
    expect(pages.length).toBeGreaterThan(20)
  })

  it.each(pages)('$file asks for a reader before anything else', ({ source }) => {
    expect(source).toMatch(
      /\nexport default async function \w+\(.*\) \{\n {2}(const \w+ = )?await requireReader\('[a-z]+:[a-z]+'\)\n/,
    )
  })

  it.each(pages)('$file has a title that reads no data', ({ source }) => {
    const [, title = ''] = /\nexport async function generateMetadata([\s\S]*?)\n}\n/.exec(source) ?? []
    expect(readersIn(source).filter((name) => title.includes(name))).toEqual([])
  })
})
