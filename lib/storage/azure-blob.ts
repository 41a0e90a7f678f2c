import { Readable } from 'node:stream'
import {
  type BlobItem,
  BlobServiceClient,
  type ContainerClient,
  RestError,
  StorageSharedKeyCredential,
} from '@azure/storage-blob'
import type { Secret } from '@/lib/env/secret'
import { failureOfCode, failureOfStatus, type StorageFailure, storageError, storageFailure } from './failure'
import { inTime } from './in-time'
import { measureSource } from './measured-source'
import { watchSilence } from './silence'
import { checkKey, checkPrefix, listPageSize, type Storage } from './storage'

export type AzureBlobConfig = {
  account: string
  accessKey: Secret
  container: string
  /** Folder in the container; empty for its root. */
  path: string
  endpoint: string
  timeoutMs: number
}

/** A block is held in memory while it is sent; two of them while the next one fills. */
const blockBytes = 1024 * 1024
const blocksAtOnce = 2

const failureByAzureCode: Readonly<Record<string, StorageFailure>> = {
  BlobNotFound: 'missing',
  ContainerNotFound: 'refused',
  InsufficientAccountResources: 'full',
  AccountIsDisabled: 'refused',
}

function toStorageError(error: unknown): unknown {
  if (storageFailure(error)) return error
  if (error instanceof Error && error.name === 'AbortError') return storageError('unreachable', error, true)
  if (!(error instanceof RestError)) {
    const failure = failureOfCode(error)
    return failure ? storageError(failure, error) : error
  }
  const { code = '', statusCode } = error
  // HEAD answers have no body and so no code but a header that emulators leave out.
  const missing = statusCode === 404 && !code.startsWith('Container') ? 'missing' : null
  const failure =
    failureByAzureCode[code] ?? missing ?? failureOfStatus(statusCode) ?? failureOfCode(error) ?? 'unreachable'
  return storageError(failure, error)
}

function openContainer({ account, accessKey, container, endpoint, timeoutMs }: AzureBlobConfig): ContainerClient {
  const credential = new StorageSharedKeyCredential(account, accessKey.reveal())
  const retryOptions = { maxTries: 2, tryTimeoutInMs: timeoutMs, retryDelayInMs: 200, maxRetryDelayInMs: 1000 }
  return new BlobServiceClient(endpoint, credential, { retryOptions }).getContainerClient(container)
}

/** Blobs of one container. Blocks that were sent and never committed are dropped by Azure itself after a week. */
export function createAzureBlobStorage(config: AzureBlobConfig): Storage {
  const container = openContainer(config)
  const root = config.path === '' ? '' : `${config.path}/`
  const blobOf = (key: string) => container.getBlockBlobClient(root + checkKey(key))
  // Two tries and the pause between them.
  const patienceMs = config.timeoutMs * 2 + 1000
  const call = async <Value>(work: (signal: AbortSignal) => Promise<Value>): Promise<Value> => {
    const controller = new AbortController()
    try {
      return await inTime(work(controller.signal), patienceMs)
    } catch (error) {
      controller.abort()
      throw toStorageError(error)
    }
  }

  return {
    async put(key, source) {
      const blob = blobOf(key)
      const measured = measureSource(source)
      const controller = new AbortController()
      const silence = watchSilence(measured.chunks, patienceMs)
      const stream = Readable.from(silence.chunks, { objectMode: false })
      try {
        const upload = blob.uploadStream(stream, blockBytes, blocksAtOnce, { abortSignal: controller.signal })
        await Promise.race([upload, silence.broken])
        return measured.result()
      } catch (error) {
        controller.abort()
        stream.destroy()
        measured.rethrow()
        throw toStorageError(error)
      } finally {
        silence.stop()
      }
    },

    async get(key, range) {
      const count = range && range.end - range.start + 1
      const answer = await call((abortSignal) => blobOf(key).download(range?.start ?? 0, count, { abortSignal }))
      // In Node it is always there; the browser's build of the SDK has none.
      return answer.readableStreamBody as Readable
    },

    async stat(key) {
      const found = await call((abortSignal) => blobOf(key).getProperties({ abortSignal }))
      return { key, sizeBytes: found.contentLength ?? 0, modifiedAt: found.lastModified ?? new Date(0) }
    },

    async remove(key) {
      await call((abortSignal) => blobOf(key).deleteIfExists({ abortSignal }))
    },

    async list(prefix, cursor, limit = listPageSize) {
      const options = { prefix: root + checkPrefix(prefix) }
      const pages = container.listBlobsFlat(options).byPage({ maxPageSize: limit, continuationToken: cursor })
      const { value } = await call(() => pages.next())
      const blobs: BlobItem[] = value?.segment.blobItems ?? []
      const items = blobs.map(({ name, properties }) => ({
        key: name.slice(root.length),
        sizeBytes: properties.contentLength ?? 0,
        modifiedAt: properties.lastModified,
      }))
      return { items, nextCursor: value?.continuationToken || null }
    },

    async tidy(prefix) {
      checkPrefix(prefix)
      return 0
    },
  }
}
