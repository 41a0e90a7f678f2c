import { mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { identify } from './processes'
import { OwnRunFile, readLiveRun, readRunFile } from './run-file'

let folder: string
const path = () => join(folder, 'run.json')
const now = new Date('2026-01-05T08:00:00Z')

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'patchboard-run-'))
})
afterEach(() => rmSync(folder, { recursive: true }))

describe('OwnRunFile', () => {
  it('is readable by its owner only', () => {
    OwnRunFile.claim(path(), now)
    expect(statSync(path()).mode & 0o777).toBe(0o600)
  })

  it('can be claimed once', () => {
    OwnRunFile.claim(path(), now)
    expect(() => OwnRunFile.claim(path(), now)).toThrow(/EEXIST/)
  })

  it('names this process, and each part once', () => {
    const own = OwnRunFile.claim(path(), now)
    own.update({ state: 'running', console: 'http://localhost:3000' })
    own.setPart({ name: 'worker', pid: 1, startTicks: 1, port: 3001 })
    own.setPart({ name: 'worker', pid: 2, startTicks: 2, port: 3001 })
    own.setPart({ name: 'console', pid: 3, startTicks: null, port: 3000 })
    own.dropPart('console')
    expect(readRunFile(path())).toMatchObject({
      state: 'running',
      console: 'http://localhost:3000',
      supervisorProcess: identify(process.pid),
      parts: [{ name: 'worker', pid: 2 }],
    })
  })
})

describe('readLiveRun', () => {
  it('finds the run of a process that lives', () => {
    OwnRunFile.claim(path(), now)
    expect(readLiveRun(path())?.startedAt).toBe(now.toISOString())
  })

  it('takes the run of a process that is gone for dead, also when its number was given away again', () => {
    const own = OwnRunFile.claim(path(), now)
    own.update({ supervisorProcess: { pid: process.pid, startTicks: 1 } })
    expect(readLiveRun(path())).toBeNull()
    expect(readRunFile(path())).not.toBeNull()
  })

  it.each(['', '{', '{"parts":[]}', 'null'])('takes %j for no run file', (content) => {
    writeFileSync(path(), content)
    expect(readLiveRun(path())).toBeNull()
  })
})
