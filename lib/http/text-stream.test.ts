import { describe, expect, it } from 'vitest'
import { textStream } from './text-stream'

describe('textStream', () => {
  it('makes a part only when it is asked for', async () => {
    const made: number[] = []
    async function* parts() {
      for (let part = 1; part <= 3; part += 1) {
        made.push(part)
        yield `${part};`
      }
    }
    const reader = (await textStream(parts())).getReader()
    expect(made).toEqual([1])
    await reader.read()
    expect(made).toEqual([1])
    const { value } = await reader.read()
    expect([new TextDecoder().decode(value), made]).toEqual(['2;', [1, 2]])
  })

  it('gives all of it, in order', async () => {
    async function* parts() {
      yield 'ä,'
      yield 'b'
    }
    expect(await new Response(await textStream(parts())).text()).toBe('ä,b')
  })

  it('fails before it begins when the first part cannot be made', async () => {
    // biome-ignore lint/correctness/useYield: it fails before it yields.
    async function* parts(): AsyncGenerator<string, void> {
      throw new Error('away')
    }
    await expect(textStream(parts())).rejects.toThrow('away')
  })

  it('breaks off when a later part cannot be made, and stops making parts for a reader that left', async () => {
    let ended = false
    async function* parts() {
      try {
        yield 'a'
        throw new Error('away')
      } finally {
        ended = true
      }
    }
    const broken = (await textStream(parts())).getReader()
    await broken.read()
    await expect(broken.read()).rejects.toThrow('away')
    ended = false
    await (await textStream(parts())).cancel()
    expect(ended).toBe(true)
  })
})
