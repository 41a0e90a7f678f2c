import { Readable } from 'node:stream'
import { audioQuerySchema, greetingVersionParamsSchema } from '@/lib/greetings/schema'
import { readGreetingAudio } from '@/lib/greetings/server/read-greeting-audio'
import { handler } from '@/lib/http/handler'

export const GET = handler(
  { permission: 'voicemail:read', params: greetingVersionParamsSchema, query: audioQuerySchema },
  async ({ request, requestId, params, query }) => {
    const { status, headers, stream } = await readGreetingAudio(params, params.versionId, {
      purpose: query.for,
      range: request.headers.get('range'),
      ifNoneMatch: request.headers.get('if-none-match'),
      ifRange: request.headers.get('if-range'),
      headersOnly: request.method === 'HEAD',
    })
    // Node's type of a web stream and the browser's differ in name only.
    const body = stream ? (Readable.toWeb(stream) as ReadableStream<Uint8Array>) : null
    return new Response(body, { status, headers: { ...headers, 'x-request-id': requestId } })
  },
)
