import type { ServerResponse } from 'node:http'

/** How long a client may take to read the rest of a watch that has ended. */
const endTimeoutMs = 5_000

/**
 * The way from a watch to its client. Frames are shared buffers, so a queue holds references, not copies. What is
 * written in one turn goes out as one write. A client that stops reading is cut off once it lags too far behind.
 */
export class WatchOutput {
  #response: ServerResponse | undefined
  #initial: Iterator<Buffer> | undefined
  #queue: Buffer[] = []
  /** Frames of the queue already written in this turn; cut off at its end, in one piece. */
  #sent = 0
  #isBlocked = false
  #isScheduled = false
  #isEnding = false

  constructor(
    readonly maxPendingEvents: number,
    readonly onOverflow: () => void,
  ) {}

  attach(response: ServerResponse): void {
    this.#response = response
    response.on('drain', () => {
      this.#isBlocked = false
      this.#flush()
    })
  }

  /** Frames that go out before anything pushed, made only as fast as the client reads. */
  begin(frames: Iterator<Buffer>): void {
    this.#initial = frames
    this.#scheduleFlush()
  }

  push(frame: Buffer): void {
    if (this.#isEnding) return
    this.#queue.push(frame)
    if (this.#queue.length <= this.maxPendingEvents) {
      this.#scheduleFlush()
      return
    }
    // Ending in order would wait for a client that does not read: drop the connection, the client lists again.
    this.#isEnding = true
    this.#queue = []
    this.#initial = undefined
    this.onOverflow()
    this.#response?.destroy()
  }

  end(): void {
    if (this.#isEnding) return
    this.#isEnding = true
    this.#scheduleFlush()
    const response = this.#response
    const timer = setTimeout(() => response?.destroy(), endTimeoutMs)
    response?.once('close', () => clearTimeout(timer))
  }

  #scheduleFlush(): void {
    if (this.#isScheduled || this.#isBlocked) return
    this.#isScheduled = true
    setImmediate(() => {
      this.#isScheduled = false
      this.#flush()
    })
  }

  #flush(): void {
    const response = this.#response
    if (!response || response.destroyed || response.writableEnded || this.#isBlocked) return
    response.cork()
    for (let frame = this.#next(); frame; frame = this.#next()) {
      this.#isBlocked = !response.write(frame)
      if (this.#isBlocked) break
    }
    response.uncork()
    this.#queue.splice(0, this.#sent)
    this.#sent = 0
    if (this.#isEnding && !this.#isBlocked) response.end()
  }

  #next(): Buffer | undefined {
    const initial = this.#initial?.next()
    if (initial && !initial.done) return initial.value
    this.#initial = undefined
    const frame = this.#queue[this.#sent]
    if (frame) this.#sent += 1
    return frame
  }
}
