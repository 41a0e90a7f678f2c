/** A JSON text that rarely changes, and the strong tag of exactly this text. */
export type TaggedText = { text: string; etag: string }

const opaque = (tag: string) => tag.trim().replace(/^W\//, '')

/** Whether the caller already has what the tag stands for. A proxy that compresses may have weakened the tag on its way. */
export function hasTag(request: Request, etag: string): boolean {
  const given = request.headers.get('if-none-match')
  return given !== null && (given.trim() === '*' || given.split(',').some((tag) => opaque(tag) === opaque(etag)))
}

/** Answer that the caller's own cache may keep but must ask about before each use: empty (304) while its tag still fits. */
export function revalidatedJson(request: Request, requestId: string, { text, etag }: TaggedText): Response {
  const headers = { etag, 'cache-control': 'private, no-cache', 'x-request-id': requestId }
  if (hasTag(request, etag)) return new Response(null, { status: 304, headers })
  return new Response(text, { headers: { ...headers, 'content-type': 'application/json' } })
}
