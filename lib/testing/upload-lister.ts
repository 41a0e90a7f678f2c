import { createServer, type ServerResponse } from 'node:http'
import { Secret } from '@/lib/env/secret'
import type { AwsS3Config } from '@/lib/storage/aws-s3'
import type { StorageServer } from './storage-servers'

type UnfinishedUpload = { key: string; initiated: Date }

/** Few, so that a handful of uploads fills several pages, of which Amazon's hold a thousand each. */
const pageSize = 3

function listing(uploads: readonly UnfinishedUpload[], query: URLSearchParams): string {
  const after = `${query.get('key-marker') ?? ''}`
  const prefix = query.get('prefix') ?? ''
  const all = uploads.filter(({ key }) => key.startsWith(prefix) && key > after)
  const page = all.slice(0, pageSize)
  const last = page.at(-1)?.key ?? ''
  const items = page.map(
    ({ key, initiated }) =>
      `<Upload><Key>${key}</Key><UploadId>id-${key}</UploadId><Initiated>${initiated.toISOString()}</Initiated></Upload>`,
  )
  return `<?xml version="1.0" encoding="UTF-8"?><ListMultipartUploadsResult xmlns="http://s3.amazonaws.com/doc/2006-03-01/"><Bucket>voicemail</Bucket><IsTruncated>${all.length > pageSize}</IsTruncated><NextKeyMarker>${last}</NextKeyMarker><NextUploadIdMarker>id-${last}</NextUploadIdMarker>${items.join('')}</ListMultipartUploadsResult>`
}

/**
 * The part of S3's protocol that no server of npm has: listing unfinished uploads, in pages and by prefix, and aborting them, as the
 * reference of its API describes them. The bucket is asked for without a folder of its own.
 */
export async function startUploadLister(
  given: readonly UnfinishedUpload[],
): Promise<StorageServer<AwsS3Config> & { aborted: () => string[] }> {
  const uploads = [...given].sort((a, b) => (a.key < b.key ? -1 : 1))
  const aborted: string[] = []
  const answer = (response: ServerResponse, status: number, text = '') =>
    response.writeHead(status, { 'content-type': 'application/xml' }).end(text)
  const server = createServer((request, response) => {
    const { pathname, searchParams } = new URL(request.url ?? '/', 'http://bucket')
    if (request.method === 'GET' && searchParams.has('uploads'))
      return answer(response, 200, listing(uploads, searchParams))
    if (request.method === 'DELETE' && searchParams.has('uploadId')) {
      aborted.push(decodeURIComponent(pathname).replace(/^\/voicemail\//, ''))
      return answer(response, 204)
    }
    return answer(response, 501)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  const port = typeof address === 'object' && address ? address.port : 0
  const keys = { accessKey: 'key', secretKey: new Secret(() => 'secret') }
  return {
    config: {
      ...{ bucket: 'voicemail', path: '', region: 'us-east-1', keys, timeoutMs: 5000 },
      endpoint: `http://127.0.0.1:${port}`,
    },
    aborted: () => aborted,
    stop: async () => {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}
