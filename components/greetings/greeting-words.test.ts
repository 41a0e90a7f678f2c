import { describe, expect, it } from 'vitest'
import { describeFormat } from './greeting-words'

describe('describeFormat', () => {
  it.each([
    [
      { format: 'wav', codec: 'mu-law', bitsPerSample: 8, sampleRateHertz: 8000, channels: 1 },
      'WAV, µ-law, 8 kHz, mono',
    ],
    [
      { format: 'wav', codec: 'pcm', bitsPerSample: 16, sampleRateHertz: 44_100, channels: 2 },
      'WAV, PCM 16-bit, 44.1 kHz, stereo',
    ],
    [
      { format: 'mp3', codec: 'mp3', bitsPerSample: null, sampleRateHertz: 22_050, channels: 1 },
      'MP3, 22.05 kHz, mono',
    ],
  ] as const)('%j', (version, expected) => {
    expect(describeFormat(version)).toBe(expected)
  })
})
