import type { AudioCodec } from '../vocabulary'

/** What a parser found out about a file. */
export type ParsedAudio = {
  format: 'wav' | 'mp3'
  codec: AudioCodec
  sampleRateHertz: number
  channels: number
  /** null for MP3, whose samples have no fixed size. */
  bitsPerSample: number | null
  durationMs: number
  /** Where the samples lie in the file. */
  audioOffsetBytes: number
  audioSizeBytes: number
}
