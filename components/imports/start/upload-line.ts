import { ApiError } from '@/lib/http/api-client'
import { checkImportCall, readImportCall } from '@/lib/imports/queries'
import type { MailboxImport } from '@/lib/imports/schema'
import { readPartsCall, uploadPartCall } from '@/lib/imports/upload-queries'
import type { Digest } from './compare-parts'
import type { Line, SentPart } from './send-file'

/** Resolves after so long, or as soon as the browser is online again or somebody presses "Try now". */
function rest(ms: number, wake: EventTarget, signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    const go = () => end(resolve)
    const stop = () => end(() => reject(signal.reason))
    const timer = setTimeout(go, ms)
    function end(settle: () => void) {
      clearTimeout(timer)
      wake.removeEventListener('now', go)
      window.removeEventListener('online', go)
      signal.removeEventListener('abort', stop)
      settle()
    }
    wake.addEventListener('now', go)
    window.addEventListener('online', go)
    signal.addEventListener('abort', stop)
    if (signal.aborted) stop()
  })
}

const stalledAfterMs = 60_000

/** Sends a part, and gives it up when for long nothing gets through: a connection that died without a word never says so. */
async function sendPart(
  { tenantId, id }: MailboxImport,
  sent: SentPart,
  onProgress: (share: number) => void,
  signal: AbortSignal,
): Promise<MailboxImport> {
  const mine = new AbortController()
  const giveUp = () => mine.abort()
  let timer = setTimeout(giveUp, stalledAfterMs)
  signal.addEventListener('abort', giveUp)
  try {
    return await uploadPartCall(tenantId, id, sent, {
      signal: mine.signal,
      onProgress: (share) => {
        clearTimeout(timer)
        timer = setTimeout(giveUp, stalledAfterMs)
        onProgress(share)
      },
    })
  } catch (error) {
    if (!mine.signal.aborted || signal.aborted) throw error
    throw new ApiError('network', `Nothing has got through for ${stalledAfterMs / 1000} s.`, { cause: error })
  } finally {
    clearTimeout(timer)
    signal.removeEventListener('abort', giveUp)
  }
}

/** Waits for no click: by the time that a part is to be hashed, the line may be gone. */
export const loadDigest = () => import('@/lib/http/blob-sha256')

function digestUntil(signal: AbortSignal): Digest {
  return async (bytes, onRead) => {
    const { blobSha256 } = await loadDigest().catch((cause: unknown) => {
      throw new ApiError('network', 'A part of this page could not be loaded.', { cause })
    })
    return blobSha256(bytes, { onRead, signal })
  }
}

type LineOptions = {
  /** Ends a rest by its event `now`. */
  wake: EventTarget
  signal: AbortSignal
  /** What the console has, as soon as it says so. */
  onRecord: (record: MailboxImport) => void
}

/** The console as `sendFile` needs it, for one import. */
export function lineOf(begun: MailboxImport, { wake, signal, onRecord }: LineOptions): Line {
  const { tenantId, id } = begun
  const noted = async (answer: Promise<MailboxImport>) => {
    const record = await answer
    onRecord(record)
    return record
  }
  return {
    send: (sent, onProgress) => noted(sendPart(begun, sent, onProgress, signal)),
    read: () => noted(readImportCall(tenantId, id, signal)),
    parts: async (after) => (await readPartsCall(tenantId, id, after, signal)).items,
    digest: digestUntil(signal),
    check: () => checkImportCall(tenantId, id, {}, signal),
    rest: (ms) => rest(ms, wake, signal),
  }
}
