import 'server-only'
import { randomUUID } from 'node:crypto'
import type { z } from 'zod'
import type { Actor, Permission } from '@/lib/auth/model'
import { requirePermission } from '@/lib/auth/require-permission'
import { currentActor } from '@/lib/auth/session'
import { envPart } from '@/lib/env/env'
import { AppError } from '@/lib/errors'
import { givenRequestId } from '@/lib/format/request-id'
import { log } from '@/lib/log/log'
import { metrics } from '@/lib/metrics/registry'
import { answerTo } from './answer'
import { readBody } from './body'
import { toProblem } from './problem'
import { requireSameOrigin } from './same-origin'

type Schemas<Params extends z.ZodType, Query extends z.ZodType, Body extends z.ZodType> = {
  permission: Permission
  params?: Params
  query?: Query
  body?: Body
  maxBodyBytes?: number
}

type Input<Params extends z.ZodType, Query extends z.ZodType, Body extends z.ZodType> = {
  actor: Extract<Actor, { kind: 'user' }>
  requestId: string
  signal: AbortSignal
  request: Request
  params: z.output<Params>
  query: z.output<Query>
  body: z.output<Body>
}

type RouteContext = { params: Promise<Record<string, string | string[] | undefined> | undefined> }

const defaultMaxBodyBytes = 256 * 1024

function parseWith<Schema extends z.ZodType>(schema: Schema | undefined, value: unknown): z.output<Schema> {
  if (!schema) return undefined as z.output<Schema>
  const parsed = schema.safeParse(value)
  if (parsed.success) return parsed.data
  const fields = parsed.error.issues.map((issue) => ({ path: issue.path.join('.'), message: issue.message }))
  throw new AppError('invalid-input', fields.map((field) => `${field.path}: ${field.message}`).join('; '), { fields })
}

function queryRecord(request: Request): Record<string, string | string[]> {
  const record: Record<string, string | string[]> = {}
  for (const [name, value] of new URL(request.url).searchParams) {
    const before = record[name]
    record[name] = before === undefined ? value : [before, value].flat()
  }
  return record
}

/** Answers a thrown value as RFC 9457 and logs it: 4xx are answers (info), 5xx are faults (error). */
export function problemResponse(error: unknown, requestId: string): Response {
  const problem = toProblem(error, requestId)
  const line = { requestId, code: problem.code, status: problem.status, err: error }
  if (problem.status >= 500) log('http').error(line, problem.title)
  else log('http').info({ ...line, err: undefined, detail: problem.detail }, problem.title)
  return Response.json(problem, {
    status: problem.status,
    headers: { 'content-type': 'application/problem+json', 'x-request-id': requestId, 'cache-control': 'no-store' },
  })
}

/** Takes over a caller's request id when it is harmless text and no UUID, else makes one. */
export function requestIdOf(request: Request): string {
  return givenRequestId(request.headers.get('x-request-id')) ?? randomUUID()
}

/** The route's path with its parameters by name, so that counters do not grow with what people look at. */
export function routePattern(pathname: string, params: Record<string, string | string[] | undefined>): string {
  const names = new Map<string, string>()
  for (const [name, value] of Object.entries(params)) {
    for (const step of [value ?? []].flat()) names.set(step, `[${name}]`)
  }
  const steps = pathname.split('/').map((step) => names.get(decodeStep(step)) ?? step)
  return steps.join('/')
}

function decodeStep(step: string): string {
  try {
    return decodeURIComponent(step)
  } catch {
    return step
  }
}

function count(request: Request, params: Record<string, string | string[] | undefined>, startedAt: number) {
  const route = routePattern(new URL(request.url).pathname, params)
  const { method } = request
  return (response: Response): Response => {
    metrics().httpRequests.inc({ method, route, status: response.status })
    metrics().httpSeconds.observe({ method, route }, (performance.now() - startedAt) / 1000)
    return response
  }
}

/**
 * The one wrapper of every API handler: origin, session, permission, parsing at the boundary, request id, errors as problem+json.
 * The verb returns plain data (sent as JSON) or a Response (streams, empty answers).
 */
export function handler<
  Params extends z.ZodType = z.ZodUndefined,
  Query extends z.ZodType = z.ZodUndefined,
  Body extends z.ZodType = z.ZodUndefined,
>(spec: Schemas<Params, Query, Body>, run: (input: Input<Params, Query, Body>) => Promise<unknown>) {
  return async (request: Request, context: RouteContext): Promise<Response> => {
    const requestId = requestIdOf(request)
    // Next resolves this to undefined for a route without parameters, whatever its types say.
    const params = (await context.params) ?? {}
    const counted = count(request, params, performance.now())
    try {
      requireSameOrigin(request, envPart(['NEXTAUTH_URL']).NEXTAUTH_URL)
      const actor = await currentActor()
      if (!actor) throw new AppError('unauthenticated', 'Your session has ended.', { action: 'Sign in again.' })
      requirePermission(actor, spec.permission)
      const input: Input<Params, Query, Body> = {
        actor,
        requestId,
        signal: request.signal,
        request,
        params: parseWith(spec.params, params),
        query: parseWith(spec.query, queryRecord(request)),
        body: spec.body
          ? parseWith(spec.body, await readBody(request, spec.maxBodyBytes ?? defaultMaxBodyBytes))
          : (undefined as z.output<Body>),
      }
      const result = await run(input)
      if (result instanceof Response) return counted(answerTo(request, result))
      return counted(Response.json(result, { headers: { 'x-request-id': requestId, 'cache-control': 'no-store' } }))
    } catch (error) {
      return counted(problemResponse(error, requestId))
    }
  }
}
