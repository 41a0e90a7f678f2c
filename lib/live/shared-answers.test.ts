import { describe, expect, it } from 'vitest'
import { createSharedAnswers } from './shared-answers'

describe('createSharedAnswers', () => {
  it('asks once under one key and forgets what was least used', async () => {
    const answer = createSharedAnswers<number>({ name: 'test.answers', maxAnswers: 2, keptMs: 60_000 })
    const asked: string[] = []
    const ask = (key: string) =>
      answer(key, async () => {
        asked.push(key)
        return asked.length
      })
    expect(await Promise.all([ask('a'), ask('a'), ask('b')])).toEqual([1, 1, 2])
    await ask('a')
    await ask('c')
    await ask('b')
    expect(asked).toEqual(['a', 'b', 'c', 'b'])
  })

  it('asks again, once an answer is too old, as of the moment of who asks then', async () => {
    const answer = createSharedAnswers<string>({ name: 'test.moments', maxAnswers: 2, keptMs: 0 })
    expect(await answer('a', async () => 'as of 10:00')).toBe('as of 10:00')
    expect(await answer('a', async () => 'as of 10:06')).toBe('as of 10:06')
  })

  it('does not keep a failure', async () => {
    const answer = createSharedAnswers<string>({ name: 'test.failures', maxAnswers: 2, keptMs: 60_000 })
    let times = 0
    const ask = async () => {
      times += 1
      if (times === 1) throw new Error('no')
      return 'yes'
    }
    await expect(answer('a', ask)).rejects.toThrow('no')
    expect(await answer('a', ask)).toBe('yes')
  })
})
