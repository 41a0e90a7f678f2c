import { describe, expect, it, vi } from 'vitest'

describe('processSingleton', () => {
  it('is one for all copies of the module, as bundles make them', async () => {
    const first = await import('./process-singleton')
    vi.resetModules()
    const second = await import('./process-singleton')
    expect(second.processSingleton).not.toBe(first.processSingleton)
    const made = vi.fn(() => ({}))
    const value = first.processSingleton('test.shared', made)
    expect(second.processSingleton('test.shared', made)).toBe(value)
    expect(made).toHaveBeenCalledTimes(1)
    expect(first.processSingleton('test.other', made)).not.toBe(value)
  })
})
