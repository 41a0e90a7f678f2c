import { describe, expect, it } from 'vitest'
import { orderOf, runTasks } from './tasks'

describe('orderOf', () => {
  it('puts each after what it waits for', () => {
    const tasks = [
      { name: 'console', after: ['build', 'database'] },
      { name: 'build', after: ['client'] },
      { name: 'database', after: ['server', 'client'] },
      { name: 'client', after: [] },
      { name: 'server', after: [] },
    ]
    expect(orderOf(tasks)).toEqual(['client', 'server', 'build', 'database', 'console'])
  })

  it('names those that wait for one another', () => {
    const circle = [
      { name: 'a', after: ['b'] },
      { name: 'b', after: ['a'] },
      { name: 'c', after: [] },
    ]
    expect(() => orderOf(circle)).toThrow('Steps wait for one another: a, b')
  })
})

describe('runTasks', () => {
  it('runs each once, side by side where it can, and does not wait for tasks that are not there', async () => {
    const events: string[] = []
    const task = (name: string, after: string[]) => ({
      name,
      after,
      run: async () => {
        events.push(`+${name}`)
        await Promise.resolve()
        events.push(`-${name}`)
      },
    })
    await runTasks([task('c', ['a', 'b', 'absent']), task('a', []), task('b', [])])
    expect(events.slice(0, 2)).toEqual(['+a', '+b'])
    expect(events.slice(-2)).toEqual(['+c', '-c'])
    expect(events).toHaveLength(6)
  })

  it('rejects with the first failure and runs nothing that waits for it', async () => {
    let hasRun = false
    const tasks = [
      { name: 'broken', after: [], run: () => Promise.reject(new Error('no disk')) },
      { name: 'next', after: ['broken'], run: async () => (hasRun = true) },
      { name: 'endless', after: [], run: () => new Promise(() => undefined) },
    ]
    await expect(runTasks(tasks)).rejects.toThrow('no disk')
    expect(hasRun).toBe(false)
  })
})
