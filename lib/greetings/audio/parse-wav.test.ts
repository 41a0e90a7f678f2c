import { describe, expect, it } from 'vitest'
import { makeWav, wavChunk } from '@/lib/testing/audio'
import { inspected, refusalOf } from '@/lib/testing/audio-inspection'

/** A WAV whose header says other lengths than it has. */
function withLengths(wav: Buffer, file: number | null, data: number | null): Buffer {
  const changed = Buffer.from(wav)
  if (file !== null) changed.writeUInt32LE(file, 4)
  if (data !== null) changed.writeUInt32LE(data, wav.indexOf('data', 'latin1') + 4)
  return changed
}

const title = wavChunk('LIST', Buffer.from('INFOISFT\x06\x00\x00\x00Lavf61'))
const wav = makeWav({ seconds: 1.5, before: [title] })
const alaw = makeWav({ tag: 6, seconds: 1.500125 })
const audioAt = (bytes: Buffer) => bytes.indexOf('data', 'latin1') + 8

describe('lengths that a writer could not go back to write', () => {
  it.each([
    ['the file’s only', withLengths(wav, 0, null)],
    ['zeros', withLengths(wav, 0, 0)],
    ['as of an empty file', withLengths(wav, audioAt(wav) - 8, 0)],
    ['the data’s only', withLengths(wav, null, 0)],
    ['as FFmpeg leaves them', withLengths(wav, 0xffffffff, 0xffffffff)],
    ['as SoX leaves them', withLengths(wav, 0x7ffff024, 0x7ffff000)],
    ['as arecord leaves them', withLengths(wav, 0x80000024, 0x80000000)],
  ])('%s: the audio is what is there', async (_, bytes) => {
    for (const chunkBytes of [7, 1000, 100_000]) {
      const found = await inspected(bytes, chunkBytes)
      expect(found).toMatchObject({ durationMs: 1500, audioOffsetBytes: audioAt(wav), audioSizeBytes: 24_000 })
      expect(found.peaks.at(-5)).toBeGreaterThan(220)
    }
  })

  it('count whole samples, with the padding behind an odd one', async () => {
    const stereo = makeWav({ bitsPerSample: 24, seconds: 0.000125 * 1001 })
    const found = await inspected(withLengths(stereo, 0, 0))
    expect(found).toMatchObject({ audioSizeBytes: 3003, durationMs: 125 })
    const cut = await refusalOf(withLengths(stereo, 0, 0).subarray(0, -2))
    expect(cut.message).toBe('The file is cut off: its audio ends within a sample.')
  })

  it('are no leave for more than three minutes, and the refusal says the length that is there', async () => {
    const long = makeWav({ tag: 7, seconds: 181 })
    for (const bytes of [withLengths(long, 0x7ffff024, 0x7ffff000), withLengths(long, 0, 0)]) {
      expect((await refusalOf(bytes, 60_000)).message).toBe('The file is 3:01 long; at most 3:00 is taken.')
    }
  })

  it.each([
    ['nothing behind the header', withLengths(wav, 0, 0).subarray(0, audioAt(wav))],
    ['less than a sample', withLengths(wav, 0, 0).subarray(0, audioAt(wav) + 1)],
    ['another chunk', Buffer.concat([withLengths(wav, 0, 0).subarray(0, audioAt(wav)), title])],
  ])('%s is no audio', async (_, bytes) => {
    expect((await refusalOf(bytes)).message).toBe('The file is a WAV without any audio in it.')
  })

  it('hold the file to the length that was written', async () => {
    const more = Buffer.concat([withLengths(wav, null, 0), Buffer.alloc(100)])
    expect((await refusalOf(more)).message).toMatch(/is more than audio: it goes on after byte/)
    expect((await refusalOf(withLengths(wav, null, 0).subarray(0, -100))).message).toMatch(/is cut off: its header/)
    const behind = Buffer.concat([withLengths(alaw, 0, null), title])
    expect(await inspected(behind)).toMatchObject({ audioSizeBytes: 12_001 })
    const garbage = Buffer.concat([withLengths(wav, 0, null), Buffer.alloc(100)])
    expect((await refusalOf(garbage)).message).toMatch(/is damaged: no chunk begins at byte/)
  })
})

it('refuses a second format, which would speak of audio that came before it', async () => {
  const second = Buffer.from(wav.subarray(12, 36))
  second.writeUInt32LE(0xffffffff, 12)
  const behind = wavChunk('RIFF', Buffer.concat([wav.subarray(8), second]))
  const before = wavChunk('RIFF', Buffer.concat([wav.subarray(8, 12), wav.subarray(12, 36), wav.subarray(12)]))
  for (const bytes of [behind, before]) {
    expect((await refusalOf(bytes)).message).toBe('The file is damaged: it has more than one format chunk.')
  }
})
