import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'

const posts = readdirSync(import.meta.dirname, { recursive: true, encoding: 'utf8' })
  .filter((file) => file.endsWith('route.ts'))
  .flatMap((file) => {
    const source = readFileSync(join(import.meta.dirname, file), 'utf8')
    const [, call] = /\nexport const POST = (handler\([\s\S]*?\n\))/.exec(source) ?? []
    return call === undefined ? [] : [{ file, call }]
  })

/** A form of another site can send a POST, but neither JSON nor If-Match without asking first. */
describe('every POST of the API', () => {
  it('is found', () => expect(posts.length).toBeGreaterThan(15))

  it.each(posts)('$file takes JSON, or a version in If-Match', ({ call }) => {
    expect(call).toMatch(/\bbody: |requiredVersion\(request\)/)
  })
})
