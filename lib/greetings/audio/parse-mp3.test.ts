import { describe, expect, it } from 'vitest'
import { makeMp3 } from '@/lib/testing/audio'
import { inspected, refusalOf } from '@/lib/testing/audio-inspection'

const mp3 = makeMp3({ seconds: 0.3 })

const bytesOf = (...parts: (string | number[] | Buffer)[]) =>
  Buffer.concat(parts.map((part) => (typeof part === 'string' ? Buffer.from(part, 'latin1') : Buffer.from(part))))

const id3 = (sizeBytes: number) =>
  bytesOf('ID3\x04\x00\x00', [0, 0, sizeBytes >> 7, sizeBytes & 127], Buffer.alloc(sizeBytes, 'x'))

const id3v1 = bytesOf('TAG', Buffer.alloc(125, ' '))

function number(value: number): Buffer {
  const bytes = Buffer.alloc(4)
  bytes.writeUInt32LE(value)
  return bytes
}

const apeItem = bytesOf(number(5), number(0), 'Title\x00hello')
const apeEdge = (flags: number) =>
  bytesOf('APETAGEX', number(2000), number(apeItem.length + 32), number(1), number(flags), Buffer.alloc(8))
const ape = bytesOf(apeEdge(0xa0000000), apeItem, apeEdge(0x80000000))
const bareApe = bytesOf(apeItem, apeEdge(0))

const lyrics = (text: string) => bytesOf('LYRICSBEGIN', text, String(text.length + 11).padStart(6, '0'), 'LYRICS200')
const oldLyrics = bytesOf('LYRICSBEGIN', 'la la la', 'LYRICSEND')

describe('tags of an MP3', () => {
  it.each([
    ['one tag', id3(200)],
    ['two tags', bytesOf(id3(200), id3(13))],
    ['room behind a tag', bytesOf(id3(200), Buffer.alloc(1021))],
    ['room between two and behind', bytesOf(id3(9), Buffer.alloc(3), id3(9), Buffer.alloc(2))],
  ])('in front: %s', async (_, front) => {
    const plain = await inspected(mp3)
    const found = await inspected(bytesOf(front, mp3), 7)
    expect(found).toMatchObject({ audioOffsetBytes: front.length, audioSizeBytes: mp3.length })
    expect(found.durationMs).toBe(plain.durationMs)
  })

  it.each([
    ['ID3v1', id3v1],
    ['ID3v1 and its longer kind', bytesOf('TAG+', Buffer.alloc(223), id3v1)],
    ['ID3v2', id3(77)],
    ['APEv2', ape],
    ['APEv2 without a header', bareApe],
    ['APEv2 and ID3v1', bytesOf(ape, id3v1)],
    ['APEv2 without a header and ID3v1', bytesOf(bareApe, id3v1)],
    ['Lyrics3 and ID3v1', bytesOf(lyrics('IND0000211LYR00005hello'), id3v1)],
    ['lyrics that speak of their own end', bytesOf(lyrics('LYR00017see 000099LYRICS200'), id3v1)],
    ['the first Lyrics3 and ID3v1', bytesOf(oldLyrics, id3v1)],
    ['all of them, with room between', bytesOf(ape, lyrics('x'), Buffer.alloc(3), id3v1, Buffer.alloc(6))],
    ['a large picture', bytesOf(id3v1, id3(16_000), id3(16_000))],
  ])('behind: %s', async (_, behind) => {
    const found = await inspected(bytesOf(mp3, behind), 7)
    expect(found).toMatchObject({ audioOffsetBytes: 0, audioSizeBytes: mp3.length })
  })

  it.each([
    ['half of an ID3 tag', id3(100).subarray(0, 60), /is cut off: it ends within its ID3 tag/],
    ['half of an old ID3 tag', id3v1.subarray(0, 100), /is cut off: it ends within its ID3 tag/],
    ['half of an APE tag', ape.subarray(0, 50), /is cut off: it ends within its APE tag/],
    ['an APE tag that is none', bytesOf('APE-like', Buffer.alloc(40, 'x')), /ends in an APE tag that is none/],
    ['lyrics without an end', bytesOf('LYRICSBEGIN', 'la'.repeat(99)), /is cut off: it ends within its Lyrics3 tag/],
    ['words after a tag', bytesOf(id3v1, 'and more'), /is more than audio: it goes on after byte/],
    ['words after an APE tag without a header', bytesOf(bareApe, 'and more'), /is more than audio: it goes on after/],
    ['half of an APE tag without a header', bareApe.subarray(0, 25), /is damaged: no frame of the same kind/],
  ])('not: %s', async (_, behind, says) => {
    expect((await refusalOf(bytesOf(mp3, behind), 9)).message).toMatch(says)
  })
})

describe('a first frame', () => {
  /** MPEG-2, 16 kbit/s, 24 kHz, mono: 48 bytes, of which eight follow the place where a VBRI header begins. */
  const short = Buffer.alloc(48)
  short.set([0xff, 0xf3, 0x24, 0xc0])

  it('too short for the header whose name it has by chance is a frame like others', async () => {
    const named = Buffer.from(short)
    named.write('VBRI', 36)
    const found = await inspected(Buffer.concat([named, short, short]))
    expect(found).toMatchObject({ durationMs: 72, audioSizeBytes: 144 })
  })

  it('that has such a header is no sound', async () => {
    const header = Buffer.alloc(96)
    header.set([0xff, 0xf3, 0x44, 0xc0])
    header.write('VBRI', 36)
    header.writeUInt32BE(2, 50)
    expect(await inspected(Buffer.concat([header, short, short]))).toMatchObject({ durationMs: 48 })
    header.writeUInt32BE(9, 50)
    const cut = await refusalOf(Buffer.concat([header, short, short]))
    expect(cut.message).toBe('The file is cut off: its header promises 9 frames, and 2 are there.')
  })
})
