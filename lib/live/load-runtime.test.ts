import { describe, expect, it, vi } from 'vitest'
import { loadUntilThere, whenThere } from './load-runtime'

describe('loadUntilThere', () => {
  it('asks again after each failure, with a pause', async () => {
    const load = vi.fn().mockRejectedValueOnce(new Error('away')).mockRejectedValueOnce(new Error('away'))
    load.mockResolvedValue('part')
    const pause = vi.fn(async () => {})
    expect(await loadUntilThere(load, pause)).toBe('part')
    expect(load).toHaveBeenCalledTimes(3)
    expect(pause.mock.calls).toEqual([[5000], [5000]])
  })
})

describe('whenThere', () => {
  it('ends what it began', async () => {
    const end = vi.fn()
    const begin = vi.fn((_part: string) => end)
    const leave = whenThere(Promise.resolve('part'), begin)
    await Promise.resolve()
    expect(begin).toHaveBeenCalledWith('part')
    expect(end).not.toHaveBeenCalled()
    leave()
    expect(end).toHaveBeenCalledOnce()
  })

  it('begins nothing for whoever left meanwhile', async () => {
    const begin = vi.fn(() => () => {})
    whenThere(Promise.resolve('part'), begin)()
    await Promise.resolve()
    expect(begin).not.toHaveBeenCalled()
  })
})
