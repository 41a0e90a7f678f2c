import { describe, expect, it } from 'vitest'
import { Steps } from './steps'

function makeSteps() {
  const lines: string[] = []
  let nowMs = 0
  const steps = new Steps(
    (line) => lines.push(line),
    () => nowMs,
  )
  return { lines, steps, pass: (ms: number) => (nowMs += ms) }
}

describe('Steps', () => {
  it('prints one line when a step is over, with what it took and what it found', async () => {
    const { lines, steps, pass } = makeSteps()
    const result = await steps.run(
      'prometheus',
      async () => pass(1_240),
      () => 'port 9090',
    )
    expect(result).toBe(1_240)
    expect(lines).toEqual([expect.stringMatching(/^✓ prometheus +1\.2 s {3}port 9090$/)])
  })

  it('prints the step that failed, and lets the failure through', async () => {
    const { lines, steps, pass } = makeSteps()
    const work = () => {
      pass(400)
      throw new Error('no disk')
    }
    await expect(steps.run('database', work)).rejects.toThrow('no disk')
    expect(lines).toEqual([expect.stringMatching(/^✗ database +0\.4 s$/)])
  })

  it('is silent about what fails once it is hushed: that was stopped', async () => {
    const { lines, steps } = makeSteps()
    const fail = () => Promise.reject(new Error('no disk'))
    await expect(steps.run('first', fail)).rejects.toThrow()
    steps.hush()
    await expect(steps.run('second', fail)).rejects.toThrow()
    expect(lines).toEqual([expect.stringMatching(/^✗ first/)])
  })
})
