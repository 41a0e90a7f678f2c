import 'server-only'
import { request as httpRequest, type RequestOptions } from 'node:http'
import { request as httpsRequest } from 'node:https'
import type { LookupFunction, TcpNetConnectOpts } from 'node:net'
import { startDeadline } from '@/lib/http/deadline'
import { failureOf, type ProbeOutcome } from '../probe-adapter'
import { BlockedAddressError, isBlockedAddress } from './portal-lookup'

export type ProbeOptions = { timeoutMs: number; lookup: LookupFunction; signal?: AbortSignal }

/** The page matters to nobody here, only whether it is there: no redirect is followed and no body is read. */
function requestStatus(url: URL, options: ProbeOptions, signal: AbortSignal): Promise<number> {
  const send = url.protocol === 'https:' ? httpsRequest : httpRequest
  const settings: RequestOptions & Pick<TcpNetConnectOpts, 'autoSelectFamilyAttemptTimeout'> = {
    method: 'GET',
    // A connection kept open would go on answering after the portal's name or certificate has changed.
    agent: false,
    lookup: options.lookup,
    signal,
    headers: { 'user-agent': 'patchboard-portal-probe', accept: 'text/html,*/*;q=0.1', connection: 'close' },
    maxHeaderSize: 64 * 1024,
    // Node gives each address a quarter of a second by default, which a far portal may well need.
    autoSelectFamilyAttemptTimeout: 2000,
  }
  return new Promise((resolve, reject) => {
    const request = send(url, settings)
    request.on('response', (response) => {
      // Ended, not drained: a body without end must cost nothing.
      response.destroy()
      resolve(response.statusCode ?? 0)
    })
    // After an answer was taken the destroyed connection may still complain; the promise is settled then.
    request.on('error', reject)
    request.end()
  })
}

/**
 * Asks a portal once. The deadline covers all of it: name, connection, TLS and the answer's head. Only http and https, only
 * addresses that are not blocked. Never throws: what went wrong is the outcome.
 */
export async function probePortal(portalUrl: string, options: ProbeOptions): Promise<ProbeOutcome> {
  const startedAt = performance.now()
  const elapsed = () => Math.round(performance.now() - startedAt) / 1000
  const deadline = startDeadline(options.timeoutMs, options.signal)
  try {
    const url = new URL(portalUrl)
    if (url.protocol !== 'http:' && url.protocol !== 'https:') throw new TypeError('not a web address')
    // A literal address is never looked up, so the lookup cannot refuse it.
    const literal = url.hostname.replace(/^\[|\]$/g, '')
    if (isBlockedAddress(literal)) throw new BlockedAddressError(`${literal} is blocked`)
    return { status: await requestStatus(url, options, deadline.signal), failure: null, durationSeconds: elapsed() }
  } catch (error) {
    return { status: null, failure: deadline.expired() ? 'timeout' : failureOf(error), durationSeconds: elapsed() }
  } finally {
    deadline.dispose()
  }
}
