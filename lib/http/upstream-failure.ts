import { AppError, isUpstreamError, type UpstreamFailure, type UpstreamFailureKind } from '@/lib/errors'

/** Which source of which region a call goes to. */
export type UpstreamIdentity = Pick<UpstreamFailure, 'source' | 'region'>

const titles: Readonly<Record<UpstreamFailure['source'], string>> = {
  prometheus: 'Prometheus',
  alertmanager: 'Alertmanager',
  pushgateway: 'Pushgateway',
  kubernetes: 'Kubernetes',
  postgresql: 'PostgreSQL',
  portal: 'The portal',
  storage: 'The storage of files',
}

function failure(
  who: UpstreamIdentity,
  kind: UpstreamFailureKind,
  sentence: string,
  options: { httpStatus?: number; cause?: unknown } = {},
): AppError {
  return new AppError('upstream-failed', `${titles[who.source]} of region ${who.region} ${sentence}`, {
    upstream: { source: who.source, region: who.region, kind, httpStatus: options.httpStatus },
    cause: options.cause,
  })
}

/** No whole answer within the deadline, however much of it trickled in. */
export function timeoutFailure(who: UpstreamIdentity, timeoutMs: number, cause?: unknown): AppError {
  const seconds = Math.round(timeoutMs / 100) / 10
  return failure(
    who,
    'timeout',
    `did not finish its answer within ${seconds} s: check that it is not overloaded and that the network reaches it.`,
    { cause },
  )
}

/** It was asked and has said nothing so far; the question still stands. */
export function silenceFailure(who: UpstreamIdentity, silentMs: number): AppError {
  const seconds = Math.round(silentMs / 1000)
  return failure(
    who,
    'timeout',
    `has not answered for ${seconds} s: check that it is not overloaded and that the network reaches it.`,
  )
}

const networkSentences: Readonly<Record<string, string>> = {
  ECONNREFUSED: 'refused the connection: check that it runs and that its address and port are right.',
  ENOTFOUND: 'has a host name that does not resolve: check its address and the DNS.',
  EAI_AGAIN: 'has a host name that cannot be resolved now: check the DNS.',
  ECONNRESET: 'broke the connection off: check whether it restarts and what stands between.',
  EPIPE: 'broke the connection off: check whether it restarts and what stands between.',
  EHOSTUNREACH: 'cannot be reached over the network: check routes and firewalls.',
  ENETUNREACH: 'cannot be reached over the network: check routes and firewalls.',
  ETIMEDOUT: 'does not accept connections: check that it runs and that no firewall stands between.',
}

/** OpenSSL and Node spell certificate troubles in many ways; each has one of these marks. */
const tlsMarks = /CERT|SSL|TLS|SELF_SIGNED|UNABLE_TO_|ALTNAME/i

/** The error code of Node's network layer, also when a library wrapped it. */
function networkCode(error: unknown): string {
  for (let at: unknown = error, depth = 0; at instanceof Error && depth < 5; at = at.cause, depth += 1) {
    if ('code' in at && typeof at.code === 'string' && at.code !== '') return at.code
    if (at instanceof AggregateError && at.errors[0] instanceof Error) return networkCode(at.errors[0])
  }
  return ''
}

/** The connection could not be made, broke, or its TLS was refused. */
export function networkFailure(who: UpstreamIdentity, cause: unknown): AppError {
  const code = networkCode(cause)
  const known = networkSentences[code]
  if (known) return failure(who, 'network', known, { cause })
  if (tlsMarks.test(code)) {
    return failure(who, 'network', `has a certificate that is not trusted (${code}): check it and tlsCaFile.`, {
      cause,
    })
  }
  return failure(who, 'network', 'cannot be reached: check that it runs and that its address is right.', { cause })
}

/**
 * It answered, but with a status that is no success. `detail` is a short reason that the source gave in its own format, `cause` all
 * that it said.
 */
export function httpFailure(who: UpstreamIdentity, httpStatus: number, detail?: string, cause?: unknown): AppError {
  const options = { httpStatus, cause }
  if (httpStatus === 401) {
    return failure(who, 'http', 'does not accept our credentials (401): check the token or password.', options)
  }
  if (httpStatus === 403) {
    const what = detail ? `: ${shorten(detail)}` : ''
    return failure(who, 'http', `does not permit this to us (403)${what}; ask for the permission there.`, options)
  }
  if (httpStatus >= 300 && httpStatus < 400) {
    return failure(
      who,
      'http',
      `redirects elsewhere (${httpStatus}), probably to a sign-in page: check its address and credentials.`,
      options,
    )
  }
  const reason = detail ? `: ${shorten(detail)}` : ': look into its log.'
  return failure(who, 'http', `answered with status ${httpStatus}${reason}`, options)
}

/** It could not even be asked, because what the console needs for that is not there: a token file, a kubeconfig's context. */
export function setupFailure(who: UpstreamIdentity, reason: string, cause?: unknown): AppError {
  return failure(who, 'network', `cannot be asked: ${reason}`, { cause })
}

export type UnreadableReason = 'html' | 'not-json' | 'shape' | 'too-large'

/** It answered with success, but not with what its API promises. */
export function parseFailure(
  who: UpstreamIdentity,
  reason: UnreadableReason,
  options: { maxResponseBytes?: number; cause?: unknown } = {},
): AppError {
  const megabytes = Math.round(((options.maxResponseBytes ?? 0) / (1024 * 1024)) * 10) / 10
  const sentences: Readonly<Record<UnreadableReason, string>> = {
    html: 'answered with a web page instead of data: check that its address is that of the API.',
    'not-json': 'answered with text that is not whole JSON: check what stands between and its address.',
    shape: 'answered in a form that this console does not know: check its address and version.',
    'too-large': `answered with more than ${megabytes} MB: narrow the query or raise UPSTREAM_MAX_RESPONSE_MEGABYTES.`,
  }
  return failure(who, 'parse', sentences[reason], { cause: options.cause })
}

function shorten(text: string): string {
  const line = text.replace(/\s+/g, ' ').trim()
  return line.length > 300 ? `${line.slice(0, 299)}…` : line
}

export type UpstreamOutcome = 'ok' | UpstreamFailureKind | 'cancelled'

/** One finished call, as counters and source states want it. */
export type UpstreamObservation = UpstreamIdentity & {
  operation: string
  outcome: UpstreamOutcome
  durationSeconds: number
  /** Absent when the outcome is `ok`. */
  error?: unknown
}
export type ObserveUpstream = (observation: UpstreamObservation) => void

/** Runs one upstream call and tells `observe` how it went. A call that its caller gave up is `cancelled`, not a failure. */
export async function observed<Value>(
  who: UpstreamIdentity & { operation: string },
  observe: ObserveUpstream | undefined,
  run: () => Promise<Value>,
): Promise<Value> {
  const startedAt = performance.now()
  const tell = (outcome: UpstreamOutcome, error?: unknown) =>
    observe?.({ ...who, outcome, durationSeconds: (performance.now() - startedAt) / 1000, error })
  try {
    const value = await run()
    tell('ok')
    return value
  } catch (error) {
    tell(isUpstreamError(error) ? error.upstream.kind : 'cancelled', error)
    throw error
  }
}
