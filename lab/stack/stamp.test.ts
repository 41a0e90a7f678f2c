import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { hashOf, isStamped, writeStamp } from './stamp'

let root: string
const put = (path: string, content: string) => {
  mkdirSync(join(root, path, '..'), { recursive: true })
  writeFileSync(join(root, path), content)
}
const hash = () => hashOf(root, ['app', 'package.json'], (path) => !path.endsWith('.test.ts'))

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'patchboard-stamp-'))
  put('app/page.ts', 'one')
  put('app/deep/er/part.ts', 'two')
  put('package.json', '{}')
})
afterEach(() => rmSync(root, { recursive: true }))

describe('hashOf', () => {
  it('is the same for the same content, whatever the dates', () => {
    const before = hash()
    put('app/page.ts', 'one')
    expect(hash()).toBe(before)
  })

  it.each([
    ['a changed file', () => put('app/deep/er/part.ts', 'TWO')],
    ['a new file', () => put('app/new.ts', '')],
    ['a removed file', () => rmSync(join(root, 'app/page.ts'))],
    ['a removed input', () => rmSync(join(root, 'package.json'))],
    [
      'content that moved from one file to the next',
      () => {
        put('app/deep/er/part.ts', 'twoo')
        put('app/page.ts', 'ne')
      },
    ],
  ])('changes with %s', (_, change) => {
    const before = hash()
    change()
    expect(hash()).not.toBe(before)
  })

  it('does not change with files that are left out or lie elsewhere', () => {
    const before = hash()
    put('app/page.test.ts', 'x')
    put('lib/other.ts', 'x')
    expect(hash()).toBe(before)
  })
})

describe('isStamped', () => {
  it('holds only for the hash that was written', () => {
    const path = join(root, '.next', 'stamp')
    expect(isStamped(path, 'a')).toBe(false)
    writeStamp(path, 'a')
    expect(isStamped(path, 'a')).toBe(true)
    expect(isStamped(path, 'b')).toBe(false)
  })
})
