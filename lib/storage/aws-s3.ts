import { Readable } from 'node:stream'
import {
  AbortMultipartUploadCommand,
  type AbortMultipartUploadCommandInput,
  DeleteObjectCommand,
  GetObjectCommand,
  HeadObjectCommand,
  ListMultipartUploadsCommand,
  type ListMultipartUploadsCommandInput,
  ListObjectsV2Command,
  type MultipartUpload,
  S3Client,
  S3ServiceException,
} from '@aws-sdk/client-s3'
import { Upload } from '@aws-sdk/lib-storage'
import type { Secret } from '@/lib/env/secret'
import { failureOfCode, failureOfStatus, type StorageFailure, storageError, storageFailure } from './failure'
import { measureSource } from './measured-source'
import { checkKey, checkPrefix, listPageSize, type Storage } from './storage'

export type AwsS3Config = {
  bucket: string
  /** Folder in the bucket; empty for its root. */
  path: string
  region: string
  endpoint: string | null
  keys: { accessKey: string; secretKey: Secret } | null
  timeoutMs: number
}

const failureByName: Readonly<Record<string, StorageFailure>> = {
  NoSuchKey: 'missing',
  NotFound: 'missing',
  NoSuchBucket: 'refused',
  // Names of servers that speak S3 and have an end, which Amazon's has not.
  XMinioStorageFull: 'full',
  QuotaExceeded: 'full',
  InsufficientStorage: 'full',
}

function toStorageError(error: unknown): unknown {
  if (storageFailure(error)) return error
  const isTimeout = error instanceof Error && /Timeout/.test(error.name)
  if (isTimeout) return storageError('unreachable', error, true)
  if (error instanceof S3ServiceException) {
    const failure = failureByName[error.name] ?? failureOfStatus(error.$metadata.httpStatusCode)
    return storageError(failure ?? failureOfCode(error) ?? 'unreachable', error)
  }
  const failure = failureOfCode(error)
  if (failure) return storageError(failure, error)
  // Keys that the SDK should have found in the pod and did not.
  if (error instanceof Error && error.name === 'CredentialsProviderError') return storageError('refused', error)
  return error
}

function openClient({ endpoint, region, keys, timeoutMs }: AwsS3Config): S3Client {
  return new S3Client({
    region,
    ...(endpoint ? { endpoint, forcePathStyle: true } : {}),
    ...(keys ? { credentials: { accessKeyId: keys.accessKey, secretAccessKey: keys.secretKey.reveal() } } : {}),
    maxAttempts: 2,
    // Other servers than Amazon's do not know the newer checksums; the hash is ours to check.
    requestChecksumCalculation: 'WHEN_REQUIRED',
    responseChecksumValidation: 'WHEN_REQUIRED',
    requestHandler: {
      connectionTimeout: timeoutMs,
      requestTimeout: timeoutMs,
      socketTimeout: timeoutMs,
      throwOnRequestTimeout: true,
    },
  })
}

/** All uploads below a prefix that began before `before` and have not ended, page after page. */
async function listStaleUploads(
  client: S3Client,
  where: { Bucket: string; Prefix: string },
  before: Date,
): Promise<MultipartUpload[]> {
  const stale: MultipartUpload[] = []
  let from: Pick<ListMultipartUploadsCommandInput, 'KeyMarker' | 'UploadIdMarker'> = {}
  for (;;) {
    const page = await client.send(new ListMultipartUploadsCommand({ ...where, ...from })).catch((error: unknown) => {
      // Some servers that speak S3 cannot list them, and forget them by themselves.
      if (error instanceof S3ServiceException && error.$metadata.httpStatusCode === 501) return null
      throw toStorageError(error)
    })
    stale.push(...(page?.Uploads ?? []).filter(({ Initiated }) => Initiated !== undefined && Initiated < before))
    if (!page?.IsTruncated || !page.NextKeyMarker) return stale
    from = { KeyMarker: page.NextKeyMarker, UploadIdMarker: page.NextUploadIdMarker }
  }
}

/** One that ended meanwhile, or that somebody else aborted, is no more: that is what was wanted. */
async function abortUpload(client: S3Client, which: AbortMultipartUploadCommandInput): Promise<void> {
  await client.send(new AbortMultipartUploadCommand(which)).catch((error: unknown) => {
    if (!(error instanceof S3ServiceException) || error.name !== 'NoSuchUpload') throw error
  })
}

/** Objects of one bucket. */
export function createAwsS3Storage(config: AwsS3Config): Storage {
  const client = openClient(config)
  const Bucket = config.bucket
  const root = config.path === '' ? '' : `${config.path}/`
  const at = (key: string) => ({ Bucket, Key: root + checkKey(key) })
  const call = async <Value>(work: Promise<Value>): Promise<Value> => {
    try {
      return await work
    } catch (error) {
      throw toStorageError(error)
    }
  }

  return {
    async put(key, source) {
      const measured = measureSource(source)
      const Body = Readable.from(measured.chunks, { objectMode: false })
      // One part is held in memory at a time; a failed upload takes its parts away.
      const upload = new Upload({ client, params: { ...at(key), Body }, queueSize: 1, leavePartsOnError: false })
      try {
        await upload.done()
        return measured.result()
      } catch (error) {
        Body.destroy()
        measured.rethrow()
        throw toStorageError(error)
      }
    },

    async get(key, range) {
      const Range = range ? `bytes=${range.start}-${range.end}` : undefined
      const { Body } = await call(client.send(new GetObjectCommand({ ...at(key), Range })))
      // In Node it is always this class; other platforms have others.
      return Body as Readable
    },

    async stat(key) {
      const found = await call(client.send(new HeadObjectCommand(at(key))))
      return { key, sizeBytes: found.ContentLength ?? 0, modifiedAt: found.LastModified ?? new Date(0) }
    },

    async remove(key) {
      await call(client.send(new DeleteObjectCommand(at(key))))
    },

    async list(prefix, cursor, limit = listPageSize) {
      const Prefix = root + checkPrefix(prefix)
      const command = new ListObjectsV2Command({ Bucket, Prefix, MaxKeys: limit, ContinuationToken: cursor })
      const { Contents = [], NextContinuationToken } = await call(client.send(command))
      const items = Contents.map(({ Key = '', Size = 0, LastModified = new Date(0) }) => ({
        key: Key.slice(root.length),
        sizeBytes: Size,
        modifiedAt: LastModified,
      }))
      return { items, nextCursor: NextContinuationToken ?? null }
    },

    async tidy(prefix, before) {
      const stale = await listStaleUploads(client, { Bucket, Prefix: root + checkPrefix(prefix) }, before)
      for (const { Key, UploadId } of stale) await call(abortUpload(client, { Bucket, Key, UploadId }))
      return stale.length
    },
  }
}
