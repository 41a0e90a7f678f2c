import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { keepMessage } from './keep-message'

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'patchboard-mail-'))
})
afterEach(() => rmSync(folder, { recursive: true }))

const now = new Date('2026-11-20T12:00:00.000Z')

describe('keepMessage', () => {
  it('keeps each message as it came, also two of one moment', () => {
    const inside = join(folder, 'mail')
    const paths = [keepMessage(inside, 'Subject: a\r\n\r\nA', now), keepMessage(inside, 'Subject: b\r\n\r\nB', now)]
    expect(new Set(paths).size).toBe(2)
    expect(paths.map((path) => readFileSync(path, 'utf8'))).toEqual(['Subject: a\r\n\r\nA', 'Subject: b\r\n\r\nB'])
  })

  it('lets the oldest go, and only messages', () => {
    for (let index = 0; index < 505; index += 1) {
      writeFileSync(join(folder, `2026-01-01T00-00-00.${String(index).padStart(3, '0')}Z-0.eml`), '')
    }
    writeFileSync(join(folder, 'a-note.txt'), '')
    const newest = keepMessage(folder, 'x', now)
    const left = readdirSync(folder).sort()
    expect(left).toHaveLength(501)
    expect(left[0]).toBe('2026-01-01T00-00-00.006Z-0.eml')
    expect(left).toContain('a-note.txt')
    expect(newest.endsWith(left.filter((name) => name.endsWith('.eml')).at(-1) ?? '')).toBe(true)
  })
})
