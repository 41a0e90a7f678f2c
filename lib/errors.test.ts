import { describe, expect, it, vi } from 'vitest'
import { AppError, isUpstreamError } from './errors'

describe('AppError', () => {
  it('is known to every copy of this module in a process', async () => {
    vi.resetModules()
    const other = await import('./errors')
    expect(other.AppError).not.toBe(AppError)
    const upstream = { source: 'prometheus', region: 'default', kind: 'timeout' } as const
    const thrown = new other.AppError('upstream-failed', 'late', { upstream })
    expect(thrown instanceof AppError).toBe(true)
    expect(isUpstreamError(thrown)).toBe(true)
  })
  it.each([[new Error('x')], [{ code: 'internal' }], ['AppError'], [null], [undefined]])('is not %s', (value) => {
    expect(value instanceof AppError).toBe(false)
  })
  it('is an error with a cause', () => {
    const cause = new Error('why')
    const error = new AppError('internal', 'what', { cause })
    expect(error).toBeInstanceOf(Error)
    expect(error.cause).toBe(cause)
  })
})
