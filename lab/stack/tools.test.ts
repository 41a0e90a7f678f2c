import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { Children } from './child'
import { GuardLink } from './guard-link'
import { labPaths } from './paths'
import { findProgram, findTools } from './tools'

let folder: string
const program = (...path: string[]) => {
  const file = join(folder, ...path)
  mkdirSync(join(file, '..'), { recursive: true })
  writeFileSync(file, '#!/bin/sh\n', { mode: 0o755 })
  return file
}

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'patchboard-tools-'))
})
afterEach(() => rmSync(folder, { recursive: true }))

describe('findProgram', () => {
  it('prefers the first name, then the first folder', () => {
    program('b', 'prometheus-alertmanager')
    const first = program('a', 'prometheus-alertmanager')
    const names = ['alertmanager', 'prometheus-alertmanager']
    const path = `${folder}/a:${folder}/b:`
    expect(findProgram(names, path)).toBe(first)
    const better = program('b', 'alertmanager')
    expect(findProgram(names, path)).toBe(better)
  })

  it('passes over folders and files that cannot be run', () => {
    mkdirSync(join(folder, 'a', 'promtool'), { recursive: true })
    chmodSync(program('b', 'promtool'), 0o644)
    expect(findProgram(['promtool'], `${folder}/a:${folder}/b`)).toBeNull()
  })

  it('finds nothing on an empty path', () => {
    expect(findProgram(['sh'], '')).toBeNull()
  })
})

describe('findTools', () => {
  it('takes what was unpacked before when the path has none, and fetches nothing', async () => {
    const guard = new GuardLink(process.cwd())
    const paths = labPaths(folder, join(folder, '.lab'))
    const unpacked = program('.lab', 'tools', 'usr', 'bin', 'prometheus-pushgateway')
    const tools = await findTools(new Children(guard), paths, ['pushgateway'], join(folder, 'nowhere'))
    expect(tools).toEqual({ pushgateway: unpacked })
    await guard.close()
  })

  it('says in one sentence what to do where there is no apt', async () => {
    const guard = new GuardLink(process.cwd())
    const paths = labPaths(folder, join(folder, '.lab'))
    const search = findTools(new Children(guard), paths, ['prometheus', 'promtool'], join(folder, 'nowhere'))
    await expect(search).rejects.toThrow(/^prometheus, promtool: not on PATH, .*PROMETHEUS_URL/)
    await guard.close()
  })
})
