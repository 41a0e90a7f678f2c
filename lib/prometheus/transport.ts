import { ClientRequest, Agent as HttpAgent } from 'node:http'
import { Agent as HttpsAgent } from 'node:https'
import { type PrometheusConnectionOptions, PrometheusDriver } from 'prometheus-query'
import type { z } from 'zod'
import type { HttpSource } from '@/lib/env/regions'
import { AppError } from '@/lib/errors'
import { startDeadline } from '@/lib/http/deadline'
import { httpFailure, type ObserveUpstream, observed, parseFailure } from '@/lib/http/upstream-failure'
import {
  connectionHeaders,
  describeFailure,
  parseAnswer,
  readCaFile,
  type UpstreamLimits,
} from '@/lib/http/upstream-request'
import { answerFrameSchema, errorAnswerSchema } from './schema'

export type PrometheusConfig = HttpSource & UpstreamLimits & { region: string; observe?: ObserveUpstream }

type Interceptors = Required<Pick<PrometheusConnectionOptions, 'requestInterceptor' | 'responseInterceptor'>>
type HttpAnswer = Parameters<Interceptors['responseInterceptor']['onFulfilled']>[0]

type Params = Readonly<Record<string, string | null>>

/** What one call may take, where that is less than what every call may. */
export type Budget = { timeoutMs?: number; maxResponseBytes?: number }

export type Exchange<Data extends z.ZodType> = {
  /** Low-cardinality name for the counters. */
  operation: string
  data: Data
  signal?: AbortSignal
  budget?: Budget
  /** Parameters that the driver cannot send (`null`: that it must not send). */
  params?: Params
  call: (driver: PrometheusDriver) => Promise<unknown>
}

export type Answer<Data> = { data: Data; warnings: string[] }

/**
 * What the driver gets instead of the body. Its own conversion turns `+Inf` into NaN and throws on native histograms, so
 * the body is parsed here, with our schema, and the driver sees an empty answer that each of its methods accepts.
 */
const emptyAnswer = { status: 'success', data: { resultType: 'vector', result: [] } }

/** The driver wraps what an interceptor throws into `{ original }`. */
function unwrap(thrown: unknown): unknown {
  return typeof thrown === 'object' && thrown !== null && 'original' in thrown ? thrown.original : thrown
}

/**
 * A connection that was kept from before and that the other side had closed by then: it restarted, or does not keep them that long. That
 * says nothing of how it is now, so it is asked once more; all that is sent are questions.
 */
function wasLeftOver(thrown: unknown): boolean {
  const cause = unwrap(thrown)
  if (!(cause instanceof Error && 'code' in cause && 'request' in cause)) return false
  const isCut = cause.code === 'ECONNRESET' || cause.code === 'EPIPE'
  return isCut && cause.request instanceof ClientRequest && cause.request.reusedSocket
}

function adjust(sent: URLSearchParams, changes: Params = {}): void {
  for (const [name, value] of Object.entries(changes)) {
    if (value === null) sent.delete(name)
    else sent.set(name, value)
  }
}

function refuse(who: { source: 'prometheus'; region: string }, response: HttpAnswer): AppError {
  let said: z.output<typeof errorAnswerSchema> | undefined
  try {
    said = errorAnswerSchema.safeParse(JSON.parse(String(response.data))).data
  } catch {
    // Not Prometheus's own error format (a proxy's page, most likely): the status alone has to do.
  }
  return httpFailure(who, response.status, said?.error, said)
}

/**
 * Carries calls of `PrometheusDriver` with one overall deadline, a size cap, cancellation and our error vocabulary. A driver
 * is made for each call, because it has no other way to take a signal; its connections are shared through the agents.
 */
export function createTransport(config: PrometheusConfig) {
  const who = { source: 'prometheus', region: config.region } as const
  let agents: { httpAgent: HttpAgent; httpsAgent: HttpsAgent } | undefined

  /** Made on the first call, so that a missing certificate file is that call's failure. */
  function connections() {
    const keepAlive = true
    agents ??= {
      httpAgent: new HttpAgent({ keepAlive }),
      httpsAgent: new HttpsAgent({ keepAlive, ca: readCaFile(config.tlsCaFile) }),
    }
    return agents
  }

  function limitsOf(budget: Budget = {}): UpstreamLimits {
    return {
      timeoutMs: Math.min(config.timeoutMs, budget.timeoutMs ?? config.timeoutMs),
      maxResponseBytes: Math.min(config.maxResponseBytes, budget.maxResponseBytes ?? config.maxResponseBytes),
    }
  }

  function fail(thrown: unknown, limits: UpstreamLimits, expired: boolean, caller?: AbortSignal): unknown {
    const cause = unwrap(thrown)
    if (cause instanceof Error && /^maxContentLength/.test(cause.message)) {
      return parseFailure(who, 'too-large', { maxResponseBytes: limits.maxResponseBytes, cause })
    }
    return describeFailure({ ...who, ...limits }, cause, expired, caller)
  }

  function readAnswer<Data extends z.ZodType>(response: HttpAnswer, data: Data): Answer<z.output<Data>> {
    if (response.status < 200 || response.status >= 300) throw refuse(who, response)
    const contentType = String(response.headers['content-type'] ?? '')
    const frame = parseAnswer(who, { contentType, text: String(response.data) }, answerFrameSchema)
    const parsed = data.safeParse(frame.data)
    if (!parsed.success) throw parseFailure(who, 'shape', { cause: parsed.error })
    return { data: parsed.data, warnings: [...(frame.warnings ?? []), ...(frame.infos ?? [])] }
  }

  /** Made anew for each call: rotated credentials count, and the interceptors belong to this call. */
  function createDriver(
    { params, limits, signal }: { params?: Params; limits: UpstreamLimits; signal: AbortSignal },
    onAnswer: (response: HttpAnswer) => void,
  ) {
    const settings = {
      ...connections(),
      signal,
      maxContentLength: limits.maxResponseBytes,
      maxRedirects: 0,
      proxy: false as const,
      // axios would parse JSON by itself and hand broken JSON on as text without a word; `readAnswer` parses the text.
      responseType: 'text' as const,
      validateStatus: () => true,
    }
    return new PrometheusDriver({
      endpoint: config.url,
      headers: connectionHeaders(config),
      preferPost: true,
      // Only a backstop: it counts idle time, the deadline counts all of it.
      timeout: limits.timeoutMs + 1000,
      requestInterceptor: {
        onFulfilled: (request) => {
          adjust(request.method === 'post' ? request.data : request.params, params)
          return Object.assign(request, settings)
        },
      },
      responseInterceptor: {
        onFulfilled: (response) => {
          onAnswer(response)
          return Object.assign(response, { data: emptyAnswer })
        },
      },
    })
  }

  async function exchange<Data extends z.ZodType>(spec: Exchange<Data>): Promise<Answer<z.output<Data>>> {
    const limits = limitsOf(spec.budget)
    const deadline = startDeadline(limits.timeoutMs, spec.signal)
    let answer: Answer<z.output<Data>> | undefined
    const ask = () => {
      const driver = createDriver({ params: spec.params, limits, signal: deadline.signal }, (response) => {
        answer = readAnswer(response, spec.data)
      })
      return spec.call(driver)
    }
    try {
      await ask().catch((thrown: unknown) => {
        if (!wasLeftOver(thrown)) throw thrown
        return ask()
      })
    } catch (thrown) {
      throw fail(thrown, limits, deadline.expired(), spec.signal)
    } finally {
      deadline.dispose()
    }
    if (answer === undefined) throw new AppError('internal', 'The Prometheus driver answered without a request.')
    return answer
  }

  return {
    who,
    request: <Data extends z.ZodType>(spec: Exchange<Data>) =>
      observed({ ...who, operation: spec.operation }, config.observe, () => exchange(spec)),
  }
}
