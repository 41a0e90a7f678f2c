import type { LiveDelta, LivePosition } from './schema'

/**
 * The last deltas of a feed, for browsers that were away for a moment. Bounded by count and by rows, because one delta may
 * carry thousands of rows.
 */
export class DeltaLog {
  readonly #deltas: LiveDelta[] = []
  readonly #maxDeltas: number
  readonly #maxRows: number
  #rows = 0

  constructor(maxDeltas = 120, maxRows = 20_000) {
    this.#maxDeltas = maxDeltas
    this.#maxRows = maxRows
  }

  append(delta: LiveDelta): void {
    this.#deltas.push(delta)
    this.#rows += size(delta)
    while (this.#deltas.length > this.#maxDeltas || (this.#rows > this.#maxRows && this.#deltas.length > 0)) {
      const dropped = this.#deltas.shift()
      if (dropped) this.#rows -= size(dropped)
    }
  }

  /** The deltas after `from` up to `now`; null when they are not all there any more, or `from` is of another run. */
  after(from: LivePosition, now: LivePosition): LiveDelta[] | null {
    if (from.epoch !== now.epoch || from.seq > now.seq) return null
    const missed = this.#deltas.filter((delta) => delta.position.seq > from.seq)
    return missed.length === now.seq - from.seq ? missed : null
  }
}

function size(delta: LiveDelta): number {
  return delta.upsert.length + delta.remove.length
}
