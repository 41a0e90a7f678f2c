import { mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { keepSecrets, keepSignIn } from './secrets'

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'patchboard-secrets-'))
})
afterEach(() => rmSync(folder, { recursive: true }))

describe('what is kept', () => {
  it('stays the same from start to start, for its owner only', () => {
    const path = join(folder, 'lab', 'sign-in.json')
    const first = keepSignIn(path)
    expect(keepSignIn(path)).toEqual(first)
    expect(statSync(path).mode & 0o777).toBe(0o600)
  })

  it('is different in each lab', () => {
    expect(keepSignIn(join(folder, 'a')).password).not.toBe(keepSignIn(join(folder, 'b')).password)
    const secret = keepSecrets(join(folder, 'c')).sessionSecret
    expect(secret.length).toBeGreaterThanOrEqual(32)
    expect(keepSecrets(join(folder, 'd')).sessionSecret).not.toBe(secret)
  })

  it('is made anew when the file holds something else', () => {
    const path = join(folder, 'sign-in.json')
    writeFileSync(path, '{"email":"someone"}')
    expect(keepSignIn(path).email).toContain('@')
  })
})
