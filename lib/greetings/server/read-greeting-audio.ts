import 'server-only'
import type { Readable } from 'node:stream'
import { readDatabase } from '@/lib/db/transaction'
import { parseByteRange } from '@/lib/http/byte-range'
import { storage } from '@/lib/storage/instance'
import type { ByteRange } from '@/lib/storage/storage'
import { playableBytes, readPlayable } from '../audio/playable'
import type { AudioPurpose, GreetingParams } from '../schema'
import type { AudioCodec } from '../vocabulary'
import { noVersion, readMailbox } from './repository'

export type GreetingAudio = {
  status: 200 | 206 | 304 | 416
  headers: Record<string, string>
  /** null where the answer has no body. */
  stream: Readable | null
}

export type AudioRequest = {
  purpose: AudioPurpose
  range: string | null
  ifNoneMatch: string | null
  ifRange: string | null
  /** Only the headers are wanted: the storage is asked whether the file is there, and opens nothing. A range is then of no account. */
  headersOnly: boolean
}

const mediaTypes: Readonly<Record<string, string>> = { wav: 'audio/wav', mp3: 'audio/mpeg' }

/** The name under which it is saved: the uploaded one, with the ending of what it is. */
function disposition(fileName: string, format: string): string {
  const name = `${fileName.replace(/\.[A-Za-z0-9]{1,5}$/, '')}.${format}`
  const plain = name.replace(/[^A-Za-z0-9 ._-]/g, '_')
  return `attachment; filename="${plain}"; filename*=UTF-8''${encodeURIComponent(name).replace(/['()*]/g, (letter) => `%${letter.charCodeAt(0).toString(16)}`)}`
}

async function findVersion({ id, mailboxId, type }: GreetingParams, versionId: string) {
  return readDatabase(async (client) => {
    await readMailbox(client, { id, mailboxId })
    const version = await client.greetingVersion.findFirst({ where: { id: versionId, mailboxId, type } })
    if (!version) throw noVersion()
    return version
  })
}

/**
 * The audio of one version, or the range of it that was asked for, as a stream from the storage. Throws `not-found`, also when the storage lost
 * the file, and what else a storage throws.
 */
export async function readGreetingAudio(
  params: GreetingParams,
  versionId: string,
  { purpose, range: asked, ifNoneMatch, ifRange, headersOnly }: AudioRequest,
): Promise<GreetingAudio> {
  const version = await findVersion(params, versionId)
  const audio = { ...version, codec: version.codec as AudioCodec }
  const totalBytes = purpose === 'playing' ? playableBytes(audio) : version.sizeBytes
  const etag = `"${version.sha256.slice(0, 32)}-${purpose}"`
  const headers: Record<string, string> = {
    etag,
    'accept-ranges': 'bytes',
    'cache-control': 'private, no-cache',
    'content-type': mediaTypes[version.format] ?? 'application/octet-stream',
    'content-disposition': disposition(version.fileName, version.format),
    'x-content-type-options': 'nosniff',
    'content-security-policy': "default-src 'none'; frame-ancestors 'none'; sandbox",
  }
  if (ifNoneMatch === etag) return { status: 304, headers, stream: null }
  // A range of another state of the file would not fit what the asker has.
  const isRangeOfThis = !headersOnly && (ifRange === null || ifRange === etag)
  const range = isRangeOfThis ? parseByteRange(asked, totalBytes) : null
  if (range === 'unsatisfiable') {
    return { status: 416, headers: { ...headers, 'content-range': `bytes */${totalBytes}` }, stream: null }
  }
  const files = await storage()
  const read = (part: ByteRange) => files.get(version.storageKey, part)
  const wanted = range ?? { start: 0, end: totalBytes - 1 }
  // Asked first, because an expanding stream would find out only after the answer has begun.
  await files.stat(version.storageKey)
  if (headersOnly) return { status: 200, headers, stream: null }
  const stream = purpose === 'playing' ? await readPlayable(audio, wanted, read) : await read(wanted)
  if (range) headers['content-range'] = `bytes ${range.start}-${range.end}/${totalBytes}`
  return { status: range ? 206 : 200, headers, stream }
}
