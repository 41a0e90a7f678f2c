import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { chromiumFlags, findChromium } from './chromium'

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'patchboard-chromium-'))
})
afterEach(() => rmSync(folder, { recursive: true }))

const program = (name: string) => {
  writeFileSync(join(folder, name), '', { mode: 0o755 })
  return join(folder, name)
}

describe('findChromium', () => {
  it('prefers the one of this machine to Playwright’s own', () => {
    const own = program('playwrights')
    expect(findChromium(folder, own)).toBe(own)
    const chrome = program('google-chrome')
    expect(findChromium(folder, own)).toBe(chrome)
    const debian = program('chromium')
    expect(findChromium(folder, own)).toBe(debian)
  })

  it('finds none where there is none', () => {
    expect(findChromium(folder, join(folder, 'nowhere'))).toBeNull()
  })
})

describe('chromiumFlags', () => {
  it('gives the sandbox up only for root', () => {
    expect(chromiumFlags(true)).toContain('--no-sandbox')
    expect(chromiumFlags(false)).not.toContain('--no-sandbox')
  })
})
