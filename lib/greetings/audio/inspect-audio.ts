import { setImmediate as nextTurn } from 'node:timers/promises'
import { greetingLimits } from '../vocabulary'
import { ByteParser } from './byte-parser'
import { createMp3Measure, type Mp3Measure } from './mp3-measure'
import { parseMp3 } from './parse-mp3'
import { parseWav } from './parse-wav'
import type { ParsedAudio } from './parsed-audio'
import { PeakMeter } from './peak-meter'
import { headBytes, recognise } from './recognise'
import { refuse, refuseSize } from './refusal'
import { wavMeasure } from './samples'
import { SecondFace } from './second-face'

export type AudioDescription = ParsedAudio & { /** Heights of 0 to 255. */ peaks: Uint8Array }

export type AudioInspection = {
  /** The file's bytes, unchanged. Throws a refusal as soon as there is reason for one. */
  chunks: AsyncGenerator<Uint8Array>
  /** Call once all chunks were read. */
  description: () => AudioDescription
}

/** MP3 frames waiting to be decoded; more than these would hold up other requests. */
const framesAtOnce = 32
/** A sender may pack a chunk of any size; none is worked through in one go. */
const maxChunkBytes = 64 * 1024

/** One file on its way through. */
class Inspector {
  readonly #meter = new PeakMeter()
  readonly #face = new SecondFace()
  #head = Buffer.alloc(0)
  #parser: ByteParser<ParsedAudio> | null = null
  #frames: Uint8Array[] = []
  #mp3: Mp3Measure | null = null
  #durationFrames = 0

  async write(chunk: Uint8Array): Promise<void> {
    this.#face.write(chunk)
    if (this.#parser) this.#parser.write(chunk)
    else {
      this.#head = Buffer.concat([this.#head, chunk])
      if (this.#head.byteLength >= headBytes) await this.#begin()
    }
    await this.#decode()
  }

  async end(): Promise<ParsedAudio> {
    if (!this.#parser) {
      if (this.#head.byteLength === 0) throw refuse('empty', 'is empty: it has 0 bytes')
      await this.#begin()
    }
    const parsed = this.#parser?.end()
    await this.#decode()
    this.#face.end()
    this.#mp3?.finish()
    if (!parsed) throw refuse('not-audio', 'is not audio')
    return parsed
  }

  peaks(): Uint8Array {
    return this.#meter.peaks(greetingLimits.peaks)
  }

  free(): void {
    this.#mp3?.free()
    this.#mp3 = null
  }

  async #begin(): Promise<void> {
    const found = recognise(this.#head)
    if (found.kind === 'other') throw refuse('not-audio', `is ${found.name ?? 'not audio that is known here'}`)
    if (found.kind === 'mp3') this.#mp3 = await createMp3Measure(this.#meter)
    const keep = (frame: Uint8Array) => {
      this.#durationFrames += 1
      // Of what is too long only the length matters, which the refusal names.
      if (this.#durationFrames < 20_000) this.#frames.push(frame)
    }
    const parser = found.kind === 'wav' ? parseWav((format) => wavMeasure(format, this.#meter)) : parseMp3(keep)
    this.#parser = new ByteParser(parser)
    this.#parser.write(this.#head)
  }

  async #decode(): Promise<void> {
    while (this.#frames.length > 0) {
      this.#mp3?.measure(this.#frames.splice(0, framesAtOnce))
      await nextTurn()
    }
  }
}

/**
 * Looks through a file while it passes by on its way to the storage, in bounded memory: what it is, whether all of it is there and nothing
 * else, how long it is, and its waveform.
 */
export function inspectAudio(source: AsyncIterable<Uint8Array>): AudioInspection {
  let description: AudioDescription | null = null
  async function* read() {
    const inspector = new Inspector()
    let sizeBytes = 0
    try {
      for await (const chunk of source) {
        sizeBytes += chunk.byteLength
        if (sizeBytes > greetingLimits.sizeBytes) throw refuseSize(null)
        for (let at = 0; at < chunk.byteLength; at += maxChunkBytes) {
          const part = chunk.subarray(at, at + maxChunkBytes)
          await inspector.write(part)
          yield part
        }
      }
      description = { ...(await inspector.end()), peaks: inspector.peaks() }
    } finally {
      inspector.free()
    }
  }
  return {
    chunks: read(),
    description: () => {
      if (!description) throw new Error('The file was not read to its end.')
      return description
    },
  }
}
