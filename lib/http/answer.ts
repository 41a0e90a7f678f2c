import 'server-only'

/** Whoever reads it ends it; a body that nobody began to read would hold its file, cursor or feed open. */
function letGo({ body }: Response): void {
  if (body && !body.locked) body.cancel().catch(() => undefined)
}

/**
 * What goes out of a handler. Next answers HEAD with the handler of GET and drops the body, and drops it too when the browser went away
 * before the answer was there; in neither case does it tell the body.
 */
export function answerTo(request: Request, response: Response): Response {
  if (request.method === 'HEAD') {
    letGo(response)
    return new Response(null, { status: response.status, headers: response.headers })
  }
  const { signal } = request
  if (signal.aborted) letGo(response)
  else signal.addEventListener('abort', () => letGo(response), { once: true })
  return response
}
