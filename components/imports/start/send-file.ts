import { ApiError } from '@/lib/http/api-client'
import type { ImportPart, MailboxImport } from '@/lib/imports/schema'
import { type Compared, type Digest, requireSameFile } from './compare-parts'
import { nextPart, restMs } from './upload-plan'

/** A part as it is sent; its SHA-256 in hexadecimal. */
export type SentPart = { part: number; bytes: Blob; sha256: string }

/** What sending needs of the world outside. */
export type Line = {
  /** `onProgress`: from 0 to 1, of this part. Resolves only when the console has this part with these bytes. */
  send: (sent: SentPart, onProgress: (share: number) => void) => Promise<MailboxImport>
  read: () => Promise<MailboxImport>
  /** What has arrived behind the part of this number. */
  parts: (after: number) => Promise<readonly ImportPart[]>
  digest: Digest
  check: () => Promise<MailboxImport>
  /** Resolves after so long, or sooner when there is reason to hope. Rejects when nobody wants it any more. */
  rest: (ms: number) => Promise<void>
}

/** Why it waits, while it does. */
export type Trouble = { message: string; retryMs: number }
/** `compared`: while what has arrived is held against the file. */
export type SendReport = { sentBytes: number; compared: Compared | null; trouble: Trouble | null }
type Report = (report: SendReport) => void

/** The file on disk is not as it was when it was chosen. */
export class FileChanged extends Error {
  constructor(cause: unknown) {
    super('The file was changed, moved or removed on your disk while it was sent. Choose it again.', { cause })
    this.name = 'FileChanged'
  }
}

/** So often in a row the console may say that a part does not fit, which another look at what it has mends. */
const maxRefusals = 4

type Verdict = 'again' | 'look' | 'final'

function verdict(error: unknown): Verdict {
  if (!(error instanceof ApiError)) return 'final'
  const { status } = error
  if (status === null || status >= 500 || status === 408 || status === 429) return 'again'
  // 400: the connection broke where a proxy hid it. 409: what this page thinks is there is not.
  return status === 400 || status === 409 ? 'look' : 'final'
}

/** The browser says of a file that changed only that the network failed. Throws FileChanged. */
async function requireReadable(file: Blob): Promise<void> {
  try {
    await file.slice(0, 1).arrayBuffer()
  } catch (error) {
    throw new FileChanged(error)
  }
}

/** A digest whose failure is told apart from the line's: it reads nothing but the file. */
function digestOf(line: Line): Digest {
  return async (bytes, onRead) => {
    try {
      return await line.digest(bytes, onRead)
    } catch (error) {
      const isOurs = error instanceof ApiError || (error instanceof DOMException && error.name === 'AbortError')
      throw isOurs ? error : new FileChanged(error)
    }
  }
}

/** What is there of an upload, and up to which part it is known to be of the file at hand. */
type Known = { record: MailboxImport; sameParts: number }

/** Makes sure that all that has arrived is of this file. Throws OtherFile. */
async function compare({ record, sameParts }: Known, file: Blob, line: Line, report: Report): Promise<Known> {
  // Of one that was cancelled nothing counts any more.
  if (record.parts <= sameParts || record.state === 'cancelled') return { record, sameParts }
  const parts = await line.parts(sameParts)
  const sentBytes = record.receivedBytes
  await requireSameFile(parts, file, digestOf(line), (compared) => report({ sentBytes, compared, trouble: null }))
  report({ sentBytes, compared: null, trouble: null })
  return { record, sameParts: parts.at(-1)?.part ?? sameParts }
}

/** Sends the next part, or has the file checked when all of it is there. */
async function step(
  { record, sameParts }: Known,
  failures: number,
  file: Blob,
  line: Line,
  report: Report,
): Promise<Known> {
  const next = nextPart(record, failures)
  if (!next) return { record: await line.check(), sameParts }
  const { number, from, to } = next
  const bytes = file.slice(from, to)
  const sha256 = await digestOf(line)(bytes, () => undefined)
  const after = await line.send({ part: number, bytes, sha256 }, (share) =>
    report({ sentBytes: from + (to - from) * share, compared: null, trouble: null }),
  )
  return { record: after, sameParts: Math.max(sameParts, number) }
}

/**
 * Sends what the console does not have of a file yet, part by part, then starts the check. A part that breaks off is sent again, as often
 * as it takes, from where the console says it stands. What arrived before, or from somebody else, is compared with the file first:
 * `sameParts` says up to which part that is not needed. Throws ApiError for what trying again does not mend, FileChanged, OtherFile, and
 * what `rest` throws.
 */
export async function sendFile(
  begun: MailboxImport,
  file: Blob,
  line: Line,
  report: Report,
  sameParts = 0,
): Promise<MailboxImport> {
  let known: Known = { record: begun, sameParts }
  let failures = 0
  let refusals = 0
  for (;;) {
    try {
      known = await compare(known, file, line, report)
      if (known.record.state !== 'uploading') return known.record
      known = await step(known, failures, file, line, report)
      failures = 0
      refusals = 0
      report({ sentBytes: known.record.receivedBytes, compared: null, trouble: null })
    } catch (error) {
      const next = verdict(error)
      if (next === 'look') refusals += 1
      if (next === 'final' || refusals > maxRefusals) throw error
      await requireReadable(file)
      failures += 1
      const trouble = { message: (error as ApiError).message, retryMs: restMs(failures) }
      report({ sentBytes: known.record.receivedBytes, compared: null, trouble })
      await line.rest(trouble.retryMs)
      known = { ...known, record: await look(known.record, line) }
    }
  }
}

/** What the console has now; what it had, while it cannot be asked. */
async function look(before: MailboxImport, line: Line): Promise<MailboxImport> {
  try {
    return await line.read()
  } catch (failure) {
    if (verdict(failure) === 'final') throw failure
    return before
  }
}
