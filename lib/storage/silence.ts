import { storageError } from './failure'

export type Silence<Chunk> = {
  /** The source, whose own slowness is not held against the storage. */
  chunks: AsyncGenerator<Chunk>
  /** Rejects once the storage let nothing be heard for the given time. Never resolves. */
  broken: Promise<never>
  stop: () => void
}

/** Watches over an upload whose SDK does not notice a server that takes the connection and says nothing. */
export function watchSilence<Chunk>(source: AsyncIterable<Chunk>, timeoutMs: number): Silence<Chunk> {
  let timer: NodeJS.Timeout | undefined
  let giveUp: (error: unknown) => void = () => undefined
  const broken = new Promise<never>((_, reject) => {
    giveUp = reject
  })
  // Whoever races against it hears of it; nobody else need to.
  broken.catch(() => undefined)
  const pause = () => clearTimeout(timer)
  const resume = () => {
    pause()
    timer = setTimeout(
      () => giveUp(storageError('unreachable', new Error(`silent for ${timeoutMs} ms`), true)),
      timeoutMs,
    )
  }
  async function* read() {
    const iterator = source[Symbol.asyncIterator]()
    try {
      for (;;) {
        pause()
        const step = await iterator.next()
        resume()
        if (step.done) return
        yield step.value
      }
    } finally {
      await iterator.return?.()
    }
  }
  resume()
  return { chunks: read(), broken, stop: pause }
}
