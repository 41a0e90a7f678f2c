import { describe, expect, it } from 'vitest'
import { createSharedRead } from './shared-read'

describe('createSharedRead', () => {
  function setUp(ttlMs = 100) {
    let nowMs = 0
    let asked = 0
    const answers: ((settle: { value?: string; error?: Error }) => void)[] = []
    const shared = createSharedRead(
      ttlMs,
      () => {
        asked += 1
        return new Promise<string>((resolve, reject) => {
          answers.push(({ value, error }) => (error ? reject(error) : resolve(value ?? '')))
        })
      },
      () => nowMs,
    )
    return { shared, answers, asked: () => asked, advance: (ms: number) => (nowMs += ms) }
  }

  it('asks once for everybody who waits', async () => {
    const { shared, answers, asked } = setUp()
    const reads = [shared.read(), shared.read(), shared.read()]
    answers[0]?.({ value: 'rules' })
    expect(await Promise.all(reads)).toEqual(['rules', 'rules', 'rules'])
    expect(asked()).toBe(1)
  })

  it('keeps the value until its time is over, counted from the question', async () => {
    const { shared, answers, asked, advance } = setUp(100)
    const first = shared.read()
    advance(60)
    answers[0]?.({ value: 'one' })
    await first
    advance(39)
    expect(await shared.read()).toBe('one')
    advance(1)
    const second = shared.read()
    answers[1]?.({ value: 'two' })
    expect(await second).toBe('two')
    expect(asked()).toBe(2)
  })

  it('hands a failure to everybody who waits and then asks again', async () => {
    const { shared, answers } = setUp()
    const reads = [shared.read(), shared.read()]
    answers[0]?.({ error: new Error('down') })
    for (const read of reads) await expect(read).rejects.toThrow('down')
    const next = shared.read()
    answers[1]?.({ value: 'back' })
    expect(await next).toBe('back')
  })

  it('does not keep an answer to a question that was forgotten meanwhile', async () => {
    const { shared, answers, asked } = setUp()
    const old = shared.read()
    shared.forget()
    const fresh = shared.read()
    expect(asked()).toBe(2)
    answers[1]?.({ value: 'new' })
    expect(await fresh).toBe('new')
    answers[0]?.({ value: 'old' })
    expect(await old).toBe('old')
    expect(await shared.read()).toBe('new')
  })
})
