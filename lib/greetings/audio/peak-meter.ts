const blockSamples = 64

/** Gathers the heights of a waveform while samples pass by, without knowing how many will come. */
export class PeakMeter {
  readonly #blocks: number[] = []
  #height = 0
  #count = 0

  /** One sample, of any channel, from -1 to 1. */
  add(sample: number): void {
    const height = sample < 0 ? -sample : sample
    if (height > this.#height) this.#height = height
    this.#count += 1
    if (this.#count === blockSamples) this.#close()
  }

  #close(): void {
    this.#blocks.push(Math.min(1, this.#height))
    this.#height = 0
    this.#count = 0
  }

  /** `count` heights of 0 to 255, evenly over what passed by. */
  peaks(count: number): Uint8Array {
    if (this.#count > 0) this.#close()
    const blocks = this.#blocks
    return Uint8Array.from({ length: count }, (_, index) => {
      const from = Math.floor((index * blocks.length) / count)
      const to = Math.max(from + 1, Math.floor(((index + 1) * blocks.length) / count))
      let height = 0
      for (let at = from; at < to; at += 1) height = Math.max(height, blocks[at] ?? 0)
      return Math.round(height * 255)
    })
  }
}
