import { open } from 'node:fs/promises'
import { describe, expect, it } from 'vitest'
import { AppError } from '@/lib/errors'
import { failureOfCode, failureOfStatus, storageError, storageFailure, storageFailures } from './failure'
import { inTime } from './in-time'

describe('failures of a storage', () => {
  it('are told apart, and from other errors', () => {
    for (const failure of storageFailures) expect(storageFailure(storageError(failure, null))).toBe(failure)
    for (const other of [new AppError('not-found', 'x'), new Error('x'), null, undefined, 'full']) {
      expect(storageFailure(other)).toBeNull()
    }
  })

  it('say in sentences what happened and what to do, and keep the storage’s own words to themselves', () => {
    for (const failure of storageFailures) {
      const error = storageError(failure, new Error('EACCES /secret/path'))
      expect(error.message).toMatch(/^The storage .*\.$/)
      expect(error.action).toMatch(/\.$/)
      expect(error.message + error.action).not.toContain('secret')
    }
  })

  it('are found by code, down the chain of causes, and by status', () => {
    expect(failureOfCode({ code: 'ENOSPC' })).toBe('full')
    expect(failureOfCode({ cause: { cause: { code: 'ECONNREFUSED' } } })).toBe('unreachable')
    expect(failureOfCode({ code: 'WEIRD' })).toBeNull()
    expect([507, 503, 429, 403, 200].map(failureOfStatus)).toEqual([
      'full',
      'unreachable',
      'unreachable',
      'refused',
      null,
    ])
  })
})

// The device that is always full; macOS has none.
describe.runIf(process.platform === 'linux')('a disk that is full', () => {
  it('is known by what the kernel itself says of it', async () => {
    const full = await open('/dev/full', 'w')
    const error = await full.write('x').catch((thrown: unknown) => thrown)
    await full.close()
    expect(failureOfCode(error)).toBe('full')
  })
})

describe('a step that hangs', () => {
  it('is given up in time, and what it brings too late is let go of', async () => {
    let finish: (value: string) => void = () => undefined
    const released: string[] = []
    const step = new Promise<string>((resolve) => {
      finish = resolve
    })
    const error = await inTime(step, 5, (value) => released.push(value)).catch((thrown: unknown) => thrown)
    expect(storageFailure(error)).toBe('unreachable')
    expect(error).toMatchObject({ upstream: { kind: 'timeout' } })
    finish('handle')
    await expect.poll(() => released).toEqual(['handle'])
  })
})
