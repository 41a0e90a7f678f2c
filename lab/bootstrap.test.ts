import { describe, expect, it } from 'vitest'
import { missingPackages, nodeProblem, stepLine } from './bootstrap.mjs'

describe('nodeProblem', () => {
  it.each(['20.19.0', '20.20.2', '22.0.0', '24.3.1', '100.0.0'])('accepts Node %s', (version) => {
    expect(nodeProblem(version)).toBeNull()
  })

  it.each(['20.18.3', '18.20.4', '19.9.0', ''])('refuses Node %s and says what to install', (version) => {
    expect(nodeProblem(version)).toMatch(/install Node 20\.19 or newer/)
  })
})

describe('missingPackages', () => {
  const lock = {
    packages: {
      '': { version: '0.1.0' },
      'node_modules/zod': { version: '4.6.7', integrity: 'sha512-a' },
      'node_modules/next/node_modules/postcss': { version: '8.0.0', integrity: 'sha512-b' },
      'node_modules/@esbuild/darwin-arm64': { version: '0.28.0', integrity: 'sha512-c', optional: true },
    },
  }
  const zod = { 'node_modules/zod': { version: '4.6.7', integrity: 'sha512-a' } }
  const postcss = { 'node_modules/next/node_modules/postcss': { version: '8.0.0', integrity: 'sha512-b' } }

  it('finds nothing missing when all but other platforms’ packages are there', () => {
    expect(missingPackages(lock, { packages: { ...zod, ...postcss } })).toEqual([])
  })

  it('names everything in a fresh clone', () => {
    expect(missingPackages(lock, null)).toEqual(['zod', 'postcss'])
  })

  it('names a package of another version, and one of another content', () => {
    const older = { 'node_modules/zod': { version: '4.6.6', integrity: 'sha512-a' } }
    const other = { 'node_modules/zod': { version: '4.6.7', integrity: 'sha512-z' } }
    expect(missingPackages(lock, { packages: { ...older, ...postcss } })).toEqual(['zod'])
    expect(missingPackages(lock, { packages: { ...other, ...postcss } })).toEqual(['zod'])
  })

  it('does not mind packages that nobody asked for', () => {
    const extra = { 'node_modules/extra': { version: '1.0.0', integrity: 'sha512-e' } }
    expect(missingPackages(lock, { packages: { ...zod, ...postcss, ...extra } })).toEqual([])
  })
})

describe('stepLine', () => {
  it('puts name and seconds into columns', () => {
    expect(stepLine('packages', 31_240)).toBe(`✓ ${'packages'.padEnd(30)}   31.2 s`)
    expect(stepLine('x', 0)).toHaveLength(stepLine('console build', 99_000).length)
  })
})
