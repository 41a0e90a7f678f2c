import type { z } from 'zod'
import type { Problem } from './problem'

/** A failed call as the screen shows it. `network`: no answer came. `parse`: the answer was not what this page understands. */
export class ApiError extends Error {
  readonly kind: 'problem' | 'network' | 'parse'
  readonly status: number | null
  readonly problem: Problem | null

  constructor(
    kind: ApiError['kind'],
    message: string,
    options: { status?: number; problem?: Problem; cause?: unknown } = {},
  ) {
    super(message, { cause: options.cause })
    this.name = 'ApiError'
    this.kind = kind
    this.status = options.status ?? null
    this.problem = options.problem ?? null
  }
}

type CallOptions = {
  method?: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'
  body?: unknown
  signal?: AbortSignal
  headers?: Record<string, string>
}

/** The body as JSON; undefined when it is none (an answer cut short, a proxy's page). */
async function readJson(response: Response): Promise<unknown> {
  try {
    return await response.json()
  } catch {
    return undefined
  }
}

async function readProblem(body: unknown): Promise<Problem | undefined> {
  if (body === undefined) return undefined
  try {
    const { problemSchema } = await import('./problem')
    return problemSchema.safeParse(body).data
  } catch {
    return undefined
  }
}

async function failure(response: Response): Promise<ApiError> {
  const type = response.headers.get('content-type') ?? ''
  const body = type.includes('application/problem+json') ? await readJson(response) : undefined
  const problem = await readProblem(body)
  if (problem) {
    return new ApiError('problem', problem.detail, { status: response.status, problem })
  }
  return new ApiError(
    'parse',
    `The console answered with status ${response.status} in a form this page does not know.`,
    {
      status: response.status,
    },
  )
}

/** A part of the page that cannot be had while the console answers was most likely replaced by a newer version's. */
async function settleSchema<Schema>(loading: Promise<Schema>, status: number): Promise<Schema> {
  try {
    return await loading
  } catch (cause) {
    throw new ApiError('parse', 'A part of this page could not be loaded. Reload the page.', { status, cause })
  }
}

/**
 * The browser's one way to call the console's API. Parses what comes back with the same schema the server used, which `loadSchema`
 * fetches while the question is on its way: a page's first paint has served data and needs no schema.
 * Throws ApiError; never retries (TanStack Query decides, see `shouldRetry`).
 */
export async function callApi<Schema extends z.ZodType>(
  path: string,
  loadSchema: () => Promise<Schema>,
  options: CallOptions = {},
): Promise<z.output<Schema>> {
  const loading = loadSchema()
  // Awaited below; until then its failure is nobody's, and the call's own failure comes first.
  loading.catch(() => {})
  let response: Response
  try {
    response = await fetch(path, {
      method: options.method ?? 'GET',
      signal: options.signal,
      headers: {
        accept: 'application/json',
        ...(options.body === undefined ? {} : { 'content-type': 'application/json' }),
        ...options.headers,
      },
      ...(options.body === undefined ? {} : { body: JSON.stringify(options.body) }),
    })
  } catch (cause) {
    if (options.signal?.aborted) throw cause
    throw new ApiError('network', 'The console cannot be reached from this browser.', { cause })
  }
  return readAnswer(response, loading)
}

/** What an answer says, parsed with the schema that is being loaded. Throws ApiError. */
export async function readAnswer<Schema extends z.ZodType>(
  response: Response,
  loading: Promise<Schema>,
): Promise<z.output<Schema>> {
  if (!response.ok) throw await failure(response)
  const answer = response.status === 204 ? undefined : await readJson(response)
  const parsed = (await settleSchema(loading, response.status)).safeParse(answer)
  if (parsed.success) return parsed.data
  throw new ApiError('parse', 'The console answered in a form this page does not know. Reload the page.', {
    status: response.status,
    cause: parsed.error,
  })
}

/** 4xx and unreadable answers are final; the network and 5xx get two more tries. */
export function shouldRetry(failureCount: number, error: unknown): boolean {
  if (failureCount >= 2) return false
  if (!(error instanceof ApiError)) return false
  if (error.kind === 'parse') return false
  return error.status === null || error.status >= 500
}
