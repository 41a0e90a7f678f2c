import { asciiOf } from './byte-parser'

/** Enough to tell every format below. */
export const headBytes = 36

type Signature = { at?: number; text: string; name: string }

/** What people do upload by mistake, so that the refusal can name it. */
const signatures: readonly Signature[] = [
  { text: 'RIFX', name: 'a big-endian WAV' },
  { text: 'RF64', name: 'a WAV of more than 4 GB (RF64)' },
  { text: 'OggS', name: 'Ogg (Vorbis or Opus)' },
  { text: 'fLaC', name: 'FLAC' },
  { text: 'FORM', name: 'AIFF' },
  { text: '.snd', name: 'Sun audio (AU)' },
  { text: '#!AMR', name: 'AMR' },
  { text: 'MThd', name: 'MIDI, which is notes and no recording' },
  { at: 4, text: 'ftyp', name: 'MP4 or M4A (AAC)' },
  { text: '\x1aE\xdf\xa3', name: 'Matroska or WebM' },
  { text: '\x30\x26\xb2\x75\x8e\x66\xcf\x11', name: 'Windows Media (WMA)' },
  { text: 'PK\x03\x04', name: 'a ZIP archive' },
  { text: 'PK\x05\x06', name: 'a ZIP archive' },
  { text: '\x1f\x8b', name: 'a gzip archive' },
  { text: '7z\xbc\xaf\x27\x1c', name: 'a 7z archive' },
  { text: 'Rar!', name: 'a RAR archive' },
  { text: 'BZh', name: 'a bzip2 archive' },
  { text: '\xfd7zXZ', name: 'an xz archive' },
  { text: '\x28\xb5\x2f\xfd', name: 'a Zstandard archive' },
  { text: '%PDF', name: 'a PDF document' },
  { text: '\x89PNG', name: 'a PNG picture' },
  { text: '\xff\xd8\xff', name: 'a JPEG picture' },
  { text: 'GIF8', name: 'a GIF picture' },
  { text: 'MZ', name: 'a Windows program' },
  { text: '\x7fELF', name: 'a program' },
]

const isText = (head: Uint8Array) =>
  head.every((byte) => byte === 9 || byte === 10 || byte === 13 || (byte >= 32 && byte !== 127))

/** Text of two bytes a letter begins with a mark that looks like a frame of MPEG audio; only letters follow it. */
function isWideText(head: Uint8Array): boolean {
  const [first, second] = head
  const mark = ((first ?? 0) << 8) | (second ?? 0)
  if (mark !== 0xfffe && mark !== 0xfeff) return false
  const text = new TextDecoder(mark === 0xfffe ? 'utf-16le' : 'utf-16be').decode(head.subarray(0, head.byteLength & ~1))
  // The last letter may be the first half of a pair.
  return /^[\p{L}\p{M}\p{N}\p{P}\p{S}\s]+$/u.test(text.slice(0, -1))
}

export type Recognised = { kind: 'wav' } | { kind: 'mp3' } | { kind: 'other'; name: string | null }

/** What a file is, by its first bytes; its name is not asked. `name` is null when it is nothing known. */
export function recognise(head: Uint8Array): Recognised {
  const text = asciiOf(head)
  if (text.startsWith('RIFF')) {
    const form = text.slice(8, 12)
    if (form === 'WAVE' || form.length < 4) return { kind: 'wav' }
    return { kind: 'other', name: form === 'AVI ' ? 'AVI video' : `RIFF of another kind (${JSON.stringify(form)})` }
  }
  if (text.startsWith('ID3')) return { kind: 'mp3' }
  const found = signatures.find((signature) => text.startsWith(signature.text, signature.at ?? 0))
  if (found) return { kind: 'other', name: found.name }
  if (isWideText(head)) return { kind: 'other', name: 'text' }
  const [first = 0, second = 0] = head
  if (first === 0xff && (second & 0xe0) === 0xe0) {
    // The two bits of the layer are 0 in AAC's own frames only.
    return (second & 0x06) === 0 ? { kind: 'other', name: 'AAC' } : { kind: 'mp3' }
  }
  return { kind: 'other', name: isText(head) ? 'text' : null }
}
