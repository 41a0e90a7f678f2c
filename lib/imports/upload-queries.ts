import { callApi } from '@/lib/http/api-client'
import { formatDigest } from '@/lib/http/content-digest'
import { type UploadOptions, uploadFile } from '@/lib/http/upload-file'
import { importsApiPath, loadImportSchema } from './queries'
import type { CreateImport } from './schema'

/** Beside `queries.ts`: only the page that sends a file loads what sends it. */

const loadImportPartListSchema = async () => (await import('./schema')).importPartListSchema

export const createImportCall = (tenantId: string, body: CreateImport) =>
  callApi(importsApiPath(tenantId), loadImportSchema, { method: 'POST', body })

/** What has arrived of a file, behind the part with the number `after`. */
export const readPartsCall = (tenantId: string, id: string, after: number, signal: AbortSignal) =>
  callApi(`${importsApiPath(tenantId, id)}/parts?after=${after}`, loadImportPartListSchema, { signal })

/** Sends the next part of a file, with its SHA-256 in hexadecimal; the answer says which one comes after it. */
export const uploadPartCall = (
  tenantId: string,
  id: string,
  { part, bytes, sha256 }: { part: number; bytes: Blob; sha256: string },
  options: Omit<UploadOptions, 'headers'>,
) =>
  uploadFile(`${importsApiPath(tenantId, id)}/parts/${part}`, bytes, loadImportSchema, {
    ...options,
    headers: {
      'content-type': 'application/octet-stream',
      'content-digest': formatDigest({ algorithm: 'sha-256', hex: sha256 }),
    },
  })
